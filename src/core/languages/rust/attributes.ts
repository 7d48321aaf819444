/** `#[derive(…)]`, `#[serde(…)]`, `#[arg(…)]`: read as text, since to the grammar they hold no more than tokens. */
import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { argumentOf, endOf, literal, memberExpression, rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

export function derives(attributes: readonly SyntaxNode[], trait: string, lowering: Lowering): boolean {
  return attributes.some((attribute) => {
    const text = lowering.textOf(attribute);
    return /^#!?\[\s*derive\b/.test(text) && new RegExp(`\\b${trait}\\b`).test(text);
  });
}

/** Text of `key = "…"` in attributes of a name. */
function settingOf(
  attributes: readonly SyntaxNode[],
  name: RegExp,
  key: RegExp,
  lowering: Lowering,
): { readonly value: string; readonly node: SyntaxNode } | undefined {
  for (const node of attributes) {
    const text = lowering.textOf(node);
    if (!name.test(text)) continue;
    const found = new RegExp(`\\b(?:${key.source})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([\\w.-]+))`).exec(text);
    const value = found?.[1] ?? found?.[2];
    if (value !== undefined) return { value, node };
  }
  return undefined;
}

const SERDE = /^#\[\s*serde\b/;
const COMMAND_LINE = /^#\[\s*(?:arg|clap|structopt|argh|envconfig|serde)\b/;

/** How `rename_all` writes a name of Rust's own style. */
const STYLES: Readonly<Record<string, (name: string) => string>> = {
  camelCase: (name) => name.replace(/(?<!_)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  PascalCase: (name) => name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
  'kebab-case': (name) => name.replaceAll('_', '-'),
  SCREAMING_SNAKE_CASE: (name) => name.toUpperCase(),
  UPPERCASE: (name) => name.toUpperCase(),
};

/** What a field is called in JSON; undefined for one that is left out. */
export function jsonName(
  field: string,
  ofField: readonly SyntaxNode[],
  ofType: readonly SyntaxNode[],
  lowering: Lowering,
): string | undefined {
  const isSkipped = ofField.some((node) => /^#\[\s*serde\b[^\]]*\bskip\b/.test(lowering.textOf(node)));
  if (isSkipped) return undefined;
  const own = settingOf(ofField, SERDE, /rename/, lowering)?.value;
  const style = settingOf(ofType, SERDE, /rename_all/, lowering)?.value;
  return own ?? STYLES[style ?? '']?.(field) ?? field;
}

/** How serde tells variants apart. */
export function variantName(
  variant: string,
  ofVariant: readonly SyntaxNode[],
  ofType: readonly SyntaxNode[],
  lowering: Lowering,
): { readonly name: string; readonly tag: string | undefined; readonly isUntagged: boolean } {
  const own = settingOf(ofVariant, SERDE, /rename/, lowering)?.value;
  const style = settingOf(ofType, SERDE, /rename_all/, lowering)?.value;
  const tag = settingOf(ofType, SERDE, /tag/, lowering)?.value;
  const isUntagged = ofType.some((node) => /^#\[\s*serde\b[^\]]*\buntagged\b/.test(lowering.textOf(node)));
  return { name: own ?? VARIANT_STYLES[style ?? '']?.(variant) ?? variant, tag, isUntagged };
}

const snake = (name: string): string => name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();

/** The same for a name in capitals, as variants have. */
const VARIANT_STYLES: Readonly<Record<string, (name: string) => string>> = {
  lowercase: (name) => name.toLowerCase(),
  UPPERCASE: (name) => name.toUpperCase(),
  snake_case: snake,
  'kebab-case': (name) => snake(name).replaceAll('_', '-'),
  SCREAMING_SNAKE_CASE: (name) => snake(name).toUpperCase(),
  camelCase: (name) => name.charAt(0).toLowerCase() + name.slice(1),
};

/** What a field of a program's arguments holds that nobody gives: a default, a variable of the environment, or both. */
export function declaredDefault(attributes: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const byDefault = settingOf(attributes, COMMAND_LINE, /default_value|default_value_t|default/, lowering);
  const variable = settingOf(attributes, COMMAND_LINE, /env|from/, lowering);
  const value = byDefault && settingValue(byDefault.value, byDefault.node);
  if (variable === undefined || !/^[A-Z]\w+$/.test(variable.value)) return value;
  return environmentVariable(variable.value, value, variable.node);
}

function settingValue(text: string, node: SyntaxNode): Expression | undefined {
  if (/^-?[\d_]+$/.test(text)) return literal(Number(text.replaceAll('_', '')), node);
  // The path of a function that gives it.
  if (/^\w+(?:::\w+)+$/.test(text) || /^default_\w+$/.test(text)) return undefined;
  return literal(text, node);
}

function environmentVariable(name: string, otherwise: Expression | undefined, node: SyntaxNode): Expression {
  const at = { start: node.start, end: node.start };
  const callee = memberExpression({ kind: 'import', range: at, module: 'std.env' }, 'var', at, at);
  const passed = [literal(name, node), ...(otherwise ? [otherwise] : [])];
  return {
    kind: 'call',
    range: rangeOf(node),
    callee,
    arguments: passed.map(argumentOf),
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}
