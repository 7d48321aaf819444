/** What has to be known of a whole file before any part of it is lowered: imports, types, and what names hold. */
import type { Comment } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { readComment } from '../readComment.ts';
import { isBuilderType } from './isBuilderType.ts';
import { packageName, usesIn } from './packageName.ts';
import { readStruct } from './structs.ts';
import type { Struct } from './structs.ts';

export interface FileFacts {
  /** Import path by the name that the file calls the package. */
  readonly packages: ReadonlyMap<string, string>;
  /** True for a name of which the file takes something that is exported. */
  readonly uses: (name: string) => boolean;
  /** Struct types of the file by name. */
  readonly structs: ReadonlyMap<string, Struct>;
  /** Types of the file that are no structs, by name: what they are made of. */
  readonly namedTypes: ReadonlyMap<string, SyntaxNode>;
  /** Names that hold a map somewhere in the file. */
  readonly maps: ReadonlySet<string>;
  /** Names that hold a `strings.Builder` or `bytes.Buffer`. */
  readonly builders: ReadonlySet<string>;
  /** Go names of fields that are called by their JSON name wherever they are read. */
  readonly fieldNames: ReadonlyMap<string, string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly TextRange[];
}

export function readFileFacts(root: SyntaxNode, text: string): FileFacts {
  const textOf = (node: TextRange): string => text.slice(node.start, node.end);
  const packages = new Map<string, string>();
  const uses = usesIn(text);
  const namedTypes = new Map<string, SyntaxNode>();
  const maps = new Set<string>();
  const builders = new Set<string>();
  const owners = new Set<string>();
  const comments: Comment[] = [];
  const syntaxErrors: TextRange[] = [];
  const typed: (readonly [name: string, type: SyntaxNode])[] = [];
  for (const node of everyNode(root)) {
    // A file that ends without a line break has an error of no length there.
    const isBroken = node.isMissing || (node.type === 'ERROR' && node.end > node.start);
    if (isBroken) syntaxErrors.push({ start: node.start, end: node.end });
    switch (node.type) {
      case 'comment':
        comments.push(readComment(node, textOf));
        break;
      case 'import_spec': {
        const path = fieldOf(node, 'path');
        const name = fieldOf(node, 'name');
        const module = path ? textOf(path).slice(1, -1) : '';
        if (module !== '') packages.set(name ? textOf(name) : packageName(module, uses), module);
        break;
      }
      case 'type_spec':
      case 'type_alias': {
        const name = fieldOf(node, 'name');
        const type = fieldOf(node, 'type');
        if (name && type) namedTypes.set(textOf(name), type);
        break;
      }
      case 'method_declaration':
        owners.add(receiverTypeOf(node, textOf) ?? '');
        break;
      default:
        typed.push(...typedNames(node, textOf));
    }
  }
  const structs = new Map(
    [...namedTypes]
      .filter(([, type]) => type.type === 'struct_type')
      .map(([name, type]) => [name, readStruct(type, owners.has(name), textOf)] as const),
  );
  for (const [name, type] of typed) {
    const underlying = namedTypes.get(textOf(type)) ?? type;
    if (underlying.type === 'map_type') maps.add(name);
    if (isBuilderType(textOf(type))) builders.add(name);
  }
  const others = [...namedTypes].filter(([, type]) => type.type !== 'struct_type');
  const fieldNames = jsonNames(structs);
  return { packages, uses, structs, namedTypes: new Map(others), maps, builders, fieldNames, comments, syntaxErrors };
}

/** Name of the type that a method belongs to. */
export function receiverTypeOf(method: SyntaxNode, textOf: (node: SyntaxNode) => string): string | undefined {
  const list = fieldOf(method, 'receiver');
  const declared = list && namedChildren(list).find((child) => child.type === 'parameter_declaration');
  let type = declared && fieldOf(declared, 'type');
  while (type?.type === 'pointer_type' || type?.type === 'generic_type' || type?.type === 'parenthesized_type') {
    [type] = namedChildren(type);
  }
  return type && textOf(type);
}

function everyNode(root: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push(child);
    }
  }
  return nodes;
}

/** Names with the type that is written for them or for their value. */
function typedNames(
  node: SyntaxNode,
  textOf: (node: SyntaxNode) => string,
): readonly (readonly [name: string, type: SyntaxNode])[] {
  const declared = fieldOf(node, 'type');
  if (node.type === 'var_spec' || node.type === 'parameter_declaration' || node.type === 'field_declaration') {
    if (declared) return fieldsOf(node, 'name').map((name) => [textOf(name), declared]);
  } else if (node.type !== 'short_var_declaration' && node.type !== 'assignment_statement') return [];
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right') ?? fieldOf(node, 'value');
  const names = left ? namedChildren(left) : fieldsOf(node, 'name');
  const values = right ? namedChildren(right) : [];
  return names.flatMap((name, index) => {
    const type = values[index] && typeOfValue(values[index], textOf);
    return type ? [[textOf(name), type] as const] : [];
  });
}

/** Type of a composite literal, of `make(T)`, `new(T)`, and of a pointer to one of them. */
function typeOfValue(value: SyntaxNode, textOf: (node: SyntaxNode) => string): SyntaxNode | undefined {
  if (value.type === 'unary_expression') {
    const operand = fieldOf(value, 'operand');
    return operand && typeOfValue(operand, textOf);
  }
  if (value.type === 'composite_literal') return fieldOf(value, 'type');
  const callee = fieldOf(value, 'function');
  const passed = fieldOf(value, 'arguments');
  if (value.type !== 'call_expression' || !callee || !passed) return undefined;
  return textOf(callee) === 'make' || textOf(callee) === 'new' ? namedChildren(passed)[0] : undefined;
}

/** A Go name counts only when every struct of the file that has it means the same by it. */
function jsonNames(structs: ReadonlyMap<string, Struct>): ReadonlyMap<string, string> {
  const meanings = new Map<string, Set<string>>();
  for (const { fields } of structs.values()) {
    for (const { goName, name } of fields) meanings.set(goName, (meanings.get(goName) ?? new Set()).add(name));
  }
  return new Map(
    [...meanings].flatMap(([goName, names]) => {
      const [only] = names;
      return names.size === 1 && only !== undefined && only !== goName ? [[goName, only] as const] : [];
    }),
  );
}
