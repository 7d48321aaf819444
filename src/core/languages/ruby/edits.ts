import type { EditIntent } from '../../domain/edit.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';

export function writeRubyEdit(_root: SyntaxNode, _text: string, _edit: EditIntent): readonly TextEdit[] | undefined {
  return undefined;
}
