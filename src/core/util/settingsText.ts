/** Settings files of sections and keys: INI as Python's `configparser` reads it, and what settings need of TOML. */

export type SettingsData = string | number | boolean | null | readonly SettingsData[] | SettingsTable;

export interface SettingsTable {
  readonly [key: string]: SettingsData;
}

interface Table {
  [key: string]: SettingsData | Table;
}

/** Sections with their keys in lower case; every value is a text. Never throws. */
export function parseIni(text: string): SettingsTable {
  const sections = tableOfTables();
  let section: Table = sections;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed.startsWith('[')) {
      section = innerTable(sections, [trimmed.slice(1).split(']', 1)[0] ?? '']);
      continue;
    }
    const split = trimmed.search(/[=:]/);
    if (split > 0) section[trimmed.slice(0, split).trim().toLowerCase()] = trimmed.slice(split + 1).trim();
  }
  return sections;
}

/** Tables and plain values; what is written over several lines is left out. Never throws. */
export function parseToml(text: string): SettingsTable {
  const root = tableOfTables();
  let table: Table = root;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const header = /^\[\[?([^\]]+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) {
      table = innerTable(root, keysOf(header));
      continue;
    }
    const split = trimmed.indexOf('=');
    const keys = keysOf(trimmed.slice(0, split));
    const key = keys.pop();
    const value = split < 0 ? undefined : tomlValue(trimmed.slice(split + 1).trim());
    if (key !== undefined && value !== undefined) innerTable(table, keys)[key] = value;
  }
  return root;
}

/** Keys such as `__proto__` are keys like any other. */
function tableOfTables(): Table {
  return Object.create(null) as Table;
}

const MAXIMUM_DEPTH = 20;

function innerTable(outer: Table, keys: readonly string[]): Table {
  let table = outer;
  for (const key of keys.slice(0, MAXIMUM_DEPTH)) {
    const known = table[key];
    const inner =
      typeof known === 'object' && known !== null && !Array.isArray(known) ? (known as Table) : tableOfTables();
    table[key] = inner;
    table = inner;
  }
  return table;
}

function keysOf(written: string): string[] {
  return written.split('.').map((key) => key.trim().replace(/^["']|["']$/g, ''));
}

function tomlValue(written: string): SettingsData | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(written);
  if (quoted) return quoted[1] === undefined ? quoted[2] : unescaped(quoted[1]);
  const [plain = ''] = written.split('#', 1);
  const word = plain.trim();
  if (word === 'true' || word === 'false') return word === 'true';
  const number = Number(word.replaceAll('_', ''));
  return word !== '' && Number.isFinite(number) ? number : undefined;
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
