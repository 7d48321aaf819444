import { didYouMean } from '../../core/configuration/didYouMean.ts';
import { ruleDocsUrl } from '../../core/report/ruleDocs.ts';
import { findRule, RULES } from '../../core/rules/index.ts';
import { defaultSeverity } from '../../core/rules/ruleName.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { readRulePages } from '../rulePages.ts';
import { markdownLines } from '../text/markdownText.ts';
import { tableLines } from '../text/table.ts';
import type { Terminal } from '../text/terminal.ts';
import { UsageError } from '../usageError.ts';

export interface RuleOptions extends OutputOptions {
  readonly format: 'text' | 'json';
}

/** A rule's page, or the list of all rules. */
export async function rule(name: string | undefined, options: RuleOptions): Promise<CommandResult> {
  if (name === undefined) return { output: listRules(options), exitCode: 0 };
  const found = findRule(name) ?? RULES.find(({ meta }) => meta.name.endsWith(`/${name}`));
  if (found === undefined) throw new UsageError(`There is no rule ${name}.${suggestion(name)}`);
  const { meta } = found;
  const page = (await readRulePages()).get(meta.name) ?? `# ${meta.name}\n\n${meta.summary}\n`;
  if (options.format === 'json') return { output: json({ ...describe(meta.name), page }), exitCode: 0 };
  return { output: `${markdownLines(page, terminalOf(options)).join('\n')}\n`, exitCode: 0 };
}

function listRules(options: RuleOptions): string {
  if (options.format === 'json') return json(RULES.map(({ meta }) => describe(meta.name)));
  const terminal = terminalOf(options);
  const { colors } = terminal;
  const rows = RULES.map(({ meta }) => [
    { text: meta.name, paint: colors.bold },
    { text: defaultSeverity(meta.name), paint: severityPaint(defaultSeverity(meta.name), terminal) },
    { text: meta.fix === 'none' ? '' : meta.fix, paint: colors.dim },
    { text: meta.summary },
  ]);
  const columns = [{ title: 'rule' }, { title: 'severity' }, { title: 'fix' }, { title: '', cut: 'end' }] as const;
  return `${tableLines(columns, rows, terminal).join('\n')}\n`;
}

function describe(name: string): object {
  const meta = findRule(name)?.meta;
  if (meta === undefined) return {};
  const { summary, since, fix } = meta;
  return { name: meta.name, summary, severity: defaultSeverity(meta.name), fix, since, docs: ruleDocsUrl(name) };
}

function severityPaint(severity: string, { colors }: Terminal): (text: string) => string {
  if (severity === 'error') return colors.red;
  return severity === 'warning' ? colors.yellow : colors.cyan;
}

function suggestion(name: string): string {
  const closest = didYouMean(
    name,
    RULES.map(({ meta }) => meta.name),
  );
  return closest === undefined ? ' `bedrock-cost-lint rule` lists all.' : ` Did you mean ${closest}?`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
