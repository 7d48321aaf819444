import type { AmountRange } from '../../domain/estimates.ts';
import type { TemplateExpression } from './templateExpression.ts';
import { ONCE } from './templateToken.ts';
import type { Dialect, TemplateBlock, TemplateToken, ValueToken } from './templateToken.ts';

/** A template as blocks within blocks. */
export type TemplateNode = TemplateText | ValueToken | SetToken | TemplateBlockNode;

export interface TemplateText {
  readonly kind: 'text';
  readonly text: string;
}

export type SetToken = Extract<TemplateToken, { readonly kind: 'set' }>;

export interface TemplateBlockNode {
  readonly kind: 'block';
  readonly repeat: AmountRange;
  readonly block?: TemplateBlock;
  /** What stands before the first `else`. */
  readonly body: readonly TemplateNode[];
  readonly others: readonly TemplateBranch[];
}

export interface TemplateBranch {
  /** Absent: in all other cases. */
  readonly test?: TemplateExpression;
  readonly body: readonly TemplateNode[];
}

interface OpenBlock {
  readonly repeat: AmountRange;
  readonly block: TemplateBlock | undefined;
  readonly body: TemplateNode[];
  readonly others: { readonly test?: TemplateExpression; readonly body: TemplateNode[] }[];
}

/** People nest a few blocks; what stands deeper is read as if it stood in the deepest of them. */
const MAXIMUM_NESTING = 40;

/** Blocks that are not closed end with the text; what closes nothing is left out. Roles of messages are not known here. */
export function templateTree(text: string, dialect: Dialect): readonly TemplateNode[] {
  const root: OpenBlock = { repeat: ONCE, block: undefined, body: [], others: [] };
  const open: OpenBlock[] = [root];
  let tooDeep = 0;
  const innermost = (): OpenBlock => open.at(-1) ?? root;
  const put = (node: TemplateNode): void => void (innermost().others.at(-1)?.body ?? innermost().body).push(node);
  const close = (): void => {
    const block = open.pop();
    if (block) put(nodeOf(block));
  };
  for (const token of dialect(text)) {
    switch (token.kind) {
      case 'open':
        if (open.length > MAXIMUM_NESTING) tooDeep++;
        else open.push({ repeat: token.repeat, block: token.block, body: [], others: [] });
        break;
      case 'else':
        if (tooDeep === 0 && open.length > 1)
          innermost().others.push({ body: [], ...(token.test && { test: token.test }) });
        break;
      case 'close':
        if (tooDeep > 0) tooDeep--;
        else if (open.length > 1) close();
        break;
      case 'text':
        put({ kind: 'text', text: token.text ?? text.slice(token.start, token.end) });
        break;
      case 'role':
        break;
      default:
        put(token);
    }
  }
  while (open.length > 1) close();
  return root.body;
}

function nodeOf({ block, ...rest }: OpenBlock): TemplateBlockNode {
  return { kind: 'block', ...rest, ...(block && { block }) };
}
