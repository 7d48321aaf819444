/** Files that are committed and made from something else in the repository. */
import { format } from 'prettier';
import { catalogJsonSchemas } from '../core/catalog/catalogSchema.ts';
import { configurationJsonSchema } from '../core/configuration/configurationSchema.ts';
import { EDITOR_LANGUAGE_IDS } from '../core/service/relevantFiles.ts';
import { RULE_OPTIONS, RULES } from '../core/rules/index.ts';
import { defaultSeverity } from '../core/rules/ruleName.ts';
import { thirdPartyNotices } from './notices.ts';

export interface Generator {
  /** What it writes, from the repository's root. */
  readonly file: string;
  /** The file's whole text; `current` is what the file holds now, for those that own only a part of it. */
  readonly generate: (current: string) => string | Promise<string>;
}

export const GENERATORS: readonly Generator[] = [
  { file: 'THIRD-PARTY-NOTICES', generate: thirdPartyNotices },
  { file: 'media/bedrock-cost-lint.schema.json', generate: configurationSchema },
  ...[...catalogJsonSchemas()].map(([path, schema]) => ({
    file: `src/core/catalog/data/${path}`,
    generate: () => format(JSON.stringify(schema, undefined, 2), { parser: 'json', printWidth: 120 }),
  })),
  { file: 'package.json', generate: withActivationEvents },
  { file: 'README.md', generate: (readme) => format(withRuleTable(readme), { parser: 'markdown', printWidth: 120 }) },
];

const TABLE_START = '<!-- rules: npm run generate -->';
const TABLE_END = '<!-- end of rules -->';

/** The table of rules between its two marks. */
function withRuleTable(readme: string): string {
  const rows = RULES.map(({ meta: { name, summary, fix } }) => {
    const page = `src/core/rules/${name}/README.md`;
    return `| [${name}](${page}) | ${defaultSeverity(name)} | ${summary} | ${fix === 'none' ? '' : fix} |`;
  });
  const table = ['| rule | severity | what it says | fix |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const start = readme.indexOf(TABLE_START);
  const end = readme.indexOf(TABLE_END);
  if (start < 0 || end < start) throw new Error('README.md has lost the marks of its table of rules');
  return `${readme.slice(0, start)}${TABLE_START}\n\n${table}\n\n${readme.slice(end)}`;
}

/** Editors complete and check the configuration with it. */
function configurationSchema(): Promise<string> {
  return format(JSON.stringify(configurationJsonSchema(RULE_OPTIONS)), { parser: 'json', printWidth: 120 });
}

/** The extension starts for exactly the languages that there are, and tells its server of their documents. */
function withActivationEvents(text: string): Promise<string> {
  const manifest = JSON.parse(text) as { activationEvents: string[] };
  const languages = EDITOR_LANGUAGE_IDS.map((id) => `onLanguage:${id}`);
  const prompts = ['onLanguage:prompt-template', 'onLanguage:prompty'];
  const others = manifest.activationEvents.filter((event) => !event.startsWith('onLanguage:'));
  manifest.activationEvents = [...languages, ...prompts, ...others];
  return format(JSON.stringify(manifest, undefined, 2), { parser: 'json-stringify', printWidth: 120 });
}
