import { readAsset } from '../disk/diskHost.ts';

/** Pages of the rules in Markdown, by name. */
export async function readRulePages(): Promise<ReadonlyMap<string, string>> {
  const pages = JSON.parse((await readAsset('rules.json')).toString('utf8')) as Readonly<Record<string, string>>;
  return new Map(Object.entries(pages));
}
