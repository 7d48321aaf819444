/** Properties and methods of an enumeration that say something of each of its cases: `switch self { case .a: "x" }`. */
import type { Expression } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { statementsIn } from './nodes.ts';

export interface Table {
  readonly name: string;
  readonly node: SyntaxNode;
  /** Attribute that holds what it gives. */
  readonly key: string;
  /** What it gives for a case. */
  value(name: string): Expression | undefined;
  /** One of all that it gives. */
  readonly otherwise: Expression;
}

export function tablesOf(members: readonly SyntaxNode[], lowering: Lowering): readonly Table[] {
  return members.flatMap((member) => tableOf(member, lowering) ?? []);
}

function tableOf(node: SyntaxNode, lowering: Lowering): Table | undefined {
  const pattern = fieldOf(node, 'name');
  const isProperty = node.type === 'property_declaration';
  const body = isProperty ? fieldOf(node, 'computed_value') : fieldOf(node, 'body');
  if (!pattern || !body || (!isProperty && node.type !== 'function_declaration')) return undefined;
  const getter = partsOf(body).find(({ type }) => type === 'computed_getter');
  const [only, second] = statementsIn(getter ?? body);
  if (only?.type !== 'switch_statement' || second) return undefined;
  const subject = fieldOf(only, 'expr');
  if (subject?.type !== 'self_expression') return undefined;
  const byCase = new Map<string, SyntaxNode>();
  let last: SyntaxNode | undefined;
  for (const entry of partsOf(only).filter(({ type }) => type === 'switch_entry')) {
    const [statement, another] = statementsIn(entry).filter(
      ({ type }) => type !== 'switch_pattern' && type !== 'default_keyword',
    );
    const value = statement?.type === 'control_transfer_statement' ? fieldOf(statement, 'result') : statement;
    if (value === undefined || another) return undefined;
    const patterns = partsOf(entry).filter(({ type }) => type === 'switch_pattern');
    if (patterns.length === 0) last = value;
    for (const written of patterns) {
      const name = /^\.?(\w+)$/.exec(lowering.textOf(written).trim())?.[1];
      if (name !== undefined && !byCase.has(name)) byCase.set(name, value);
    }
  }
  const [bound] = isProperty ? fieldsOf(pattern, 'bound_identifier') : [pattern];
  const name = bound && lowering.textOf(bound);
  if (name === undefined) return undefined;
  return {
    name,
    node,
    key: `#${name}`,
    value(own) {
      const found = byCase.get(own) ?? last;
      return found && lowering.expression(found);
    },
    otherwise: lowering.expression(only),
  };
}
