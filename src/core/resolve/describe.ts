import type { LibraryOperation } from '../domain/language.ts';
import type { CallExpression, Expression } from '../domain/program.ts';

type Library = ReadonlyMap<string, LibraryOperation>;

/** Where nothing in the expression has a name. */
export const NAMELESS = 'expression';

/**
 * What a reader would say an expression is about: `user.name`, `build_context`; not how it is written, so that
 * `JSON.stringify(order)`, `", ".join(order)` and `order.strip()` are all `order`.
 */
export function describe(expression: Expression, library: Library): string {
  return nameIn(expression, library, 0) ?? NAMELESS;
}

const MAXIMUM_DEPTH = 40;

function nameIn(expression: Expression, library: Library, depth: number): string | undefined {
  if (depth > MAXIMUM_DEPTH) return undefined;
  const inside = (inner: Expression): string | undefined => nameIn(inner, library, depth + 1);
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'receiver':
      return 'self';
    case 'member': {
      if (library.has(`property:${expression.property}`)) return inside(expression.object);
      if (expression.object.kind === 'receiver') return expression.property;
      const object = inside(expression.object);
      return object === undefined ? expression.property : `${object}.${expression.property}`;
    }
    case 'index': {
      const object = inside(expression.object);
      const key = expression.index.kind === 'literal' ? String(expression.index.value) : inside(expression.index);
      return object === undefined || key === undefined ? object : `${object}.${key}`;
    }
    case 'call':
      return nameOfCall(expression, library, inside);
    case 'fallback':
      return inside(expression.first) ?? inside(expression.second);
    case 'conditional':
      return inside(expression.then) ?? inside(expression.otherwise) ?? inside(expression.test);
    case 'template':
      return firstName(
        expression.parts.flatMap((part) => (part.kind === 'hole' ? [part.value] : [])),
        inside,
      );
    case 'concatenation':
      return firstName(expression.operands, inside);
    case 'comprehension':
      return expression.iterable && inside(expression.iterable);
    case 'unknown':
      return firstName(expression.children, inside);
    case 'list':
      return firstName(
        expression.items.map(({ value }) => value),
        inside,
      );
    default:
      return undefined;
  }
}

type NameIn = (inner: Expression) => string | undefined;

function firstName(expressions: readonly Expression[], inside: NameIn): string | undefined {
  for (const expression of expressions.slice(0, MAXIMUM_DEPTH)) {
    const name = inside(expression);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameOfCall(
  { callee, arguments: passed }: CallExpression,
  library: Library,
  inside: NameIn,
): string | undefined {
  const path = pathOf(callee);
  const [first] = passed;
  const operation = path === undefined ? undefined : operationOf(path, library);
  if (operation === 'environment-get' && first?.value.kind === 'literal') return String(first.value.value);
  if (operation === 'map') return inside(listOfMap(path ?? '', passed) ?? callee);
  if (operation !== undefined && !MAKES_ITS_OWN.has(operation)) return (first && inside(first.value)) ?? inside(callee);
  if (operation !== undefined || callee.kind !== 'member') return inside(callee);
  const method = library.get(`method:${callee.property}`);
  if (method === undefined || MAKES_ITS_OWN.has(method)) return inside(callee);
  const object = inside(callee.object);
  if (method === 'checked' || method === 'checked-data') return (first && inside(first.value)) ?? object;
  if (method === 'get' && first?.value.kind === 'literal') {
    return object === undefined ? String(first.value.value) : `${object}.${first.value.value}`;
  }
  const isSeparator = method === 'join' && first !== undefined && first.value.kind !== 'literal';
  return (isSeparator || object === undefined ? first && inside(first.value) : object) ?? object ?? inside(callee);
}

/** `map(f, list)`, and `lodash.map(list, f)`. */
function listOfMap(path: string, [first, second]: CallExpression['arguments']): Expression | undefined {
  const isFirst = first?.value.kind === 'function' || (!path.includes('.') && second?.value.kind !== 'function');
  return (isFirst ? second : first)?.value;
}

/** `JSON.stringify`, `len`; undefined for what is called on another call's result. */
function pathOf(callee: Expression): string | undefined {
  if (callee.kind === 'name') return callee.name;
  if (callee.kind !== 'member') return undefined;
  const object = pathOf(callee.object);
  return object === undefined ? undefined : `${object}.${callee.property}`;
}

/** By the names that modules usually have in the file: what an alias stands for is no matter of words. */
function operationOf(path: string, library: Library): LibraryOperation | undefined {
  const whole = library.get(`#${path}`);
  if (whole !== undefined) return whole;
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const found = library.get(`${path.slice(0, dot)}#${path.slice(dot + 1)}`);
    if (found !== undefined) return found;
  }
  return path.includes('.') ? undefined : importedByName(library).get(path);
}

/** `from json import dumps`. */
function importedByName(library: Library): Library {
  let byName = importedNames.get(library);
  if (byName === undefined) {
    byName = new Map(
      [...library].flatMap(([symbol, operation]) => {
        const name = /^[^#:]+#(\w+)$/.exec(symbol)?.[1];
        return name !== undefined && NAMED_ALONE.has(operation) ? [[name, operation] as const] : [];
      }),
    );
    importedNames.set(library, byName);
  }
  return byName;
}

const importedNames = new WeakMap<Library, Library>();

const NAMED_ALONE: ReadonlySet<LibraryOperation> = new Set([
  'json-encode',
  'dedent',
  'current-time',
  'random',
  'limit',
]);

/** What such a call gives is not about its arguments. */
const MAKES_ITS_OWN: ReadonlySet<LibraryOperation> = new Set<LibraryOperation>([
  'current-time',
  'random',
  'random-number',
  'user-input',
  'environment',
  'this-file',
  'this-module',
  'object',
  'declared-default',
  'json-schema',
  'json-schema-text',
  'format-instructions',
]);
