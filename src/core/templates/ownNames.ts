import type { TemplateExpression } from './dialects/templateExpression.ts';
import type { OpenToken } from './dialects/templateToken.ts';

/** Names that a template makes itself: nobody fills in the variable of a loop, but what the loop goes through. */
export class OwnNames {
  /** One entry for each open block: the source of each of its names. */
  readonly #blocks: ReadonlyMap<string, string>[] = [];
  readonly #set = new Set<string>();

  open({ block }: OpenToken): void {
    const isLoop = block?.kind === 'loop';
    const source = isLoop && block.of ? pathOf(block.of) : undefined;
    // Where only run time knows what a loop goes through, its variable is all that there is to name.
    const from = source === undefined ? undefined : (this.sourceOf(source) ?? source);
    const names = isLoop && from !== undefined ? block.names : [];
    this.#blocks.push(new Map([...names.map((name) => [name, from ?? ''] as const), ...(isLoop ? [LOOP] : [])]));
  }

  close(): void {
    this.#blocks.pop();
  }

  set(name: string): void {
    this.#set.add(name);
  }

  /** What a value comes from that has one of these names at its beginning; empty for the template's own. */
  sourceOf(name: string): string | undefined {
    const root = name.split(/[.[]/, 1)[0] ?? '';
    for (let index = this.#blocks.length - 1; index >= 0; index--) {
      const source = this.#blocks[index]?.get(root);
      if (source !== undefined) return source;
    }
    return this.#set.has(root) ? '' : undefined;
  }
}

/** What templates call the state of a loop. */
const LOOP = ['loop', ''] as const;

/** `user.orders` of an expression that is a path, or is made from one: `orders | sort`, `orders.items()`. */
function pathOf(expression: TemplateExpression): string | undefined {
  if (expression.kind === 'call') return expression.of && pathOf(expression.of);
  if (expression.kind !== 'path' || expression.steps.some((step) => typeof step === 'number')) return undefined;
  return expression.steps.join('.');
}
