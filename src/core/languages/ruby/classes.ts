/** Classes and modules; those in others stand beside them under their whole paths. */
import type { ClassStatement, Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { isClass, pathOfClass } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

export function lowerClass(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const path = pathOfClass(fieldOf(node, 'name'), lowering.classPath, lowering.textOf);
  const superclass = fieldOf(node, 'superclass');
  const base = superclass && partsOf(superclass).at(0);
  const bases: readonly Expression[] = base ? [lowering.expression(base)] : [];
  const written = membersOf(node);
  const inner = written.filter(isClass);
  const own = written.filter((member) => !isClass(member));
  return lowering.inClass(path, () => {
    const statement: ClassStatement = {
      kind: 'class',
      range: rangeOf(node),
      name: path,
      bases: [...bases, ...own.flatMap((member) => includedBy(member, lowering))],
      decorators: [],
      body: own.flatMap((member) => lowering.statements([member])),
    };
    return [...lowering.statements(inner), statement];
  });
}

/** Also what stands in `class << self`, in `included do` and behind `private`. */
function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = fieldOf(node, 'body');
  return (body ? partsOf(body) : []).flatMap((member) => {
    if (member.type === 'singleton_class') return membersOf(member);
    if (member.type === 'ERROR') return partsOf(member);
    const list = member.type === 'call' && !fieldOf(member, 'receiver') ? fieldOf(member, 'arguments') : undefined;
    const method = list && partsOf(list).find(({ type }) => type === 'method' || type === 'singleton_method');
    return method ? [method] : [member];
  });
}

/** `include Module`: its methods are the class's. */
function includedBy(member: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const method = member.type === 'call' ? fieldOf(member, 'method') : undefined;
  const list = fieldOf(member, 'arguments');
  if (!method || !list || !/^(?:include|extend|prepend)$/.test(lowering.textOf(method))) return [];
  return partsOf(list)
    .filter(({ type }) => type === 'constant' || type === 'scope_resolution')
    .map(lowering.expression);
}
