import type { CallExpression, Expression, ObjectEntry, ObjectExpression } from '../../domain/program.ts';
import { nameExpression } from '../nodes.ts';

/**
 * Objects that are sent without a call, as a call of what sends them: what a resolver of AWS AppSync returns is its HTTP request.
 * Source: AWS AppSync developer guide, "AWS AppSync JavaScript resolver function reference for HTTP".
 */
export function asSent(object: ObjectExpression): ObjectExpression | CallExpression {
  const keys = new Set(object.entries.flatMap(keyOf));
  if (!REQUEST.every((key) => keys.has(key))) return object;
  const { range } = object;
  return {
    kind: 'call',
    range,
    callee: nameExpression(APPSYNC_REQUEST, range),
    arguments: [{ value: object, range }],
    argumentsRange: range,
    isConstruction: true,
  };
}

const REQUEST = ['method', 'resourcePath'];

/** The name that such a request has as what it calls. */
const APPSYNC_REQUEST = 'AWS::AppSync::HttpRequest';

function keyOf(entry: ObjectEntry): readonly string[] {
  return entry.kind === 'field' ? textOf(entry.key) : [];
}

function textOf(key: Expression): readonly string[] {
  return key.kind === 'literal' && typeof key.value === 'string' ? [key.value] : [];
}
