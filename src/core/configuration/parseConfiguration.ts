import type { Severity } from '../domain/finding.ts';
import type { TextRange } from '../util/text.ts';
import { parseYaml } from '../util/yamlTree.ts';
import type { YamlMap, YamlNode, YamlTree } from '../util/yamlTree.ts';
import { settingsSchema } from './configurationSchema.ts';
import type { ConfigurationSettings, RuleOptionSchemas } from './configurationSchema.ts';
import { nodeAt } from './settingPaths.ts';
import type { SettingPath } from './settingPaths.ts';
import { keepValid } from './keepValid.ts';

/** A configuration file's own settings, before `extends`. */
export interface ConfigurationFile {
  readonly uri: string;
  readonly settings: ConfigurationSettings;
  /** Where a setting's value stands. Indexes count the items that are valid. */
  placeOf(path: SettingPath): TextRange | undefined;
}

export interface ConfigurationProblem {
  /** Whole sentences. */
  readonly message: string;
  readonly range: TextRange;
  readonly severity: Severity;
}

export interface ParsedConfiguration {
  /** Everything that could be read: a setting with a mistake is left out, the others count. */
  readonly file: ConfigurationFile;
  readonly problems: readonly ConfigurationProblem[];
  /** True when the text is no YAML or no map: who has an earlier version had better keep it. */
  readonly isBroken: boolean;
}

export interface ParseOptions {
  readonly ruleOptions: RuleOptionSchemas;
}

/** Reads the text of a `bedrock-cost-lint.yaml`. Never throws; every mistake is a problem at its place. */
export function parseConfiguration(text: string, uri: string, options: ParseOptions): ParsedConfiguration {
  const tree = parseYaml(text);
  const syntaxProblems = syntaxProblemsOf(tree);
  const isBroken = syntaxProblems.length > 0;
  const { root } = tree;
  if (root === undefined || isEmpty(root)) return { file: emptyFile(uri), problems: syntaxProblems, isBroken };
  if (root.kind !== 'map') {
    const problem = problemAt('The configuration must be a map: lines of `key: value`.', root.range);
    return { file: emptyFile(uri), problems: [...syntaxProblems, problem], isBroken: true };
  }
  const { settings, valid, issues } = keepValid(withoutEmptySections(root), settingsSchema(options.ruleOptions));
  const problems = [...syntaxProblems, ...issues.map(({ message, range }) => problemAt(message, range))];
  return {
    file: { uri, settings, placeOf: (path) => nodeAt(valid, path)?.range },
    problems: problems.sort((a, b) => a.range.start - b.range.start),
    isBroken,
  };
}

/** A heading whose lines are all comments says nothing. */
function withoutEmptySections(root: YamlMap): YamlMap {
  return { ...root, entries: new Map([...root.entries].filter(([, { value }]) => !isEmpty(value))) };
}

export function emptyFile(uri: string): ConfigurationFile {
  return { uri, settings: {}, placeOf: () => undefined };
}

function syntaxProblemsOf(tree: YamlTree): readonly ConfigurationProblem[] {
  return tree.problems.map(({ message, range }) => problemAt(message, range));
}

function problemAt(message: string, range: TextRange): ConfigurationProblem {
  return { message, range, severity: 'error' };
}

function isEmpty(root: YamlNode): boolean {
  return root.kind === 'scalar' && root.value === null;
}
