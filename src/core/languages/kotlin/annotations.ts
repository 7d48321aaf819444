import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { rangeOf } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { lowerArguments } from './arguments.ts';
import type { Lowering } from './lowering.ts';
import { lowerType } from './types.ts';

function annotationNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const modifiers = node.children.filter(({ type }) => type === 'modifiers' || type === 'parameter_modifiers');
  return modifiers.flatMap(partsOf).filter(({ type }) => type === 'annotation');
}

/** `@A(x)` as the call `A(x)`, `@A` as the name. */
export function annotationsOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return annotationNodes(node).flatMap((annotation) => lowerAnnotation(annotation, lowering) ?? []);
}

function lowerAnnotation(annotation: SyntaxNode, lowering: Lowering): Expression | undefined {
  const made = partsOf(annotation).find(({ type }) => type === 'constructor_invocation');
  if (made === undefined) {
    return lowerType(
      partsOf(annotation).find(({ type }) => type === 'user_type'),
      lowering,
    );
  }
  const [type, list] = partsOf(made);
  const callee = lowerType(type, lowering);
  if (!callee || !list) return callee;
  return {
    kind: 'call',
    range: rangeOf(made),
    callee,
    arguments: lowerArguments(list, lowering),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

const INJECTING: ReadonlySet<string> = new Set(['Value', 'ConfigProperty', 'Property']);

/** `@Value("${a.b:c}")` as what the annotated parameter or property holds. */
export function injectedValue(node: SyntaxNode, lowering: Lowering): Expression | undefined {
  return annotationsOf(node, lowering).find(
    (annotation) =>
      annotation.kind === 'call' && annotation.callee.kind === 'name' && INJECTING.has(annotation.callee.name),
  );
}
