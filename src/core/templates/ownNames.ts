import { pathsOf } from './dialects/templateExpression.ts';
import type { TemplateExpression } from './dialects/templateExpression.ts';
import type { OpenToken } from './dialects/templateToken.ts';

/** What an open block means for the names inside it. */
interface OpenBlock {
  /** The source of each name that the block makes; empty for the template's own. */
  readonly names: ReadonlyMap<string, string>;
  /** Where names inside are fields of something: what that comes from. */
  readonly scope?: string;
  /** Only `this` is of the scope; other names may be those outside. */
  readonly isLoose?: true;
}

/** Names that a template makes itself: nobody fills in the variable of a loop, but what the loop goes through. */
export class OwnNames {
  readonly #blocks: OpenBlock[] = [];
  readonly #set = new Set<string>();

  open({ block }: OpenToken): void {
    switch (block?.kind) {
      case 'loop':
        this.#blocks.push(this.#loop(block.names, block.of ?? block.chosenFrom));
        return;
      case 'with':
        this.#blocks.push(this.#scope(block.of));
        return;
      case 'section':
        this.#blocks.push({ ...this.#scope(block.of), isLoose: true });
        return;
      case 'macro':
        this.#set.add(block.name);
        this.#blocks.push({ names: new Map(block.parameters.map(({ name }) => [name, ''])) });
        return;
      case 'capture':
        this.#set.add(block.name);
        this.#blocks.push(NO_NAMES);
        return;
      default:
        this.#blocks.push(NO_NAMES);
    }
  }

  close(): void {
    this.#blocks.pop();
  }

  set(name: string): void {
    this.#set.add(name);
  }

  /** What a value comes from that has one of these names at its beginning; empty for the template's own. */
  sourceOf(name: string): string | undefined {
    const written = name.replace(/^(?:\.\.\/)+/, '');
    if (written.startsWith('@root.')) return written.slice('@root.'.length);
    if (/^@(?:index|key|first|last)$/.test(written)) return '';
    const root = written.split(/[.[]/, 1)[0] ?? '';
    const isThis = root === 'this' || root === '';
    let outwards = (name.length - written.length) / '../'.length;
    const outermost = Math.max(0, this.#blocks.length - MAXIMUM_NESTING);
    for (let index = this.#blocks.length - 1; index >= outermost; index--) {
      const block = this.#blocks[index] ?? NO_NAMES;
      const source = block.names.get(root);
      if (source !== undefined) return source;
      if (block.scope === undefined) continue;
      if (outwards > 0) outwards -= 1;
      else if (isThis || !block.isLoose) return block.scope;
    }
    if (this.#set.has(root)) return '';
    return written === name ? undefined : written;
  }

  /** What is filled in of the paths of an expression. */
  inputsOf(expression: TemplateExpression): readonly string[] {
    return pathsOf(expression)
      .map((path) => this.sourceOf(path) ?? path)
      .filter((name) => name !== '' && name !== 'this');
  }

  #loop(names: readonly string[], of: TemplateExpression | undefined): OpenBlock {
    // Where only run time knows what a loop goes through, its variable is all that there is to name.
    const from = of && (this.inputsOf(of)[0] ?? (pathsOf(of).length > 0 ? '' : undefined));
    if (from === undefined) return { names: new Map(LOOP) };
    if (names.length === 0) return { names: new Map(LOOP), scope: from };
    return { names: new Map([...names.map((name) => [name, from] as const), ...LOOP]) };
  }

  #scope(of: TemplateExpression): OpenBlock {
    const [scope] = this.inputsOf(of);
    return scope === undefined ? NO_NAMES : { names: new Map(), scope };
  }
}

/** People nest a few blocks; names of those further out are not looked for. */
const MAXIMUM_NESTING = 40;

const NO_NAMES: OpenBlock = { names: new Map() };

/** What templates call the state of a loop. */
const LOOP = [
  ['loop', ''],
  ['forloop', ''],
] as const;
