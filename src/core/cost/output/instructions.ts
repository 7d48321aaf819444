import type { BodyBlock, BodyMessage, RequestBody } from '../../domain/requestBody.ts';
import type { Instructions } from './clue.ts';

/** Characters that are read at either end: instructions stand before or behind the material, not deep inside of it. */
const READ_AT_EITHER_END = 8_000;

/** What the request says that is known: system and user messages; values that are filled in are blanks. */
export function instructionsOf(body: RequestBody): Instructions {
  const system = textOf(body.system);
  const messages = body.messages.filter(({ role }) => role === 'user').map(({ blocks }) => textOf(blocks));
  const prompt = body.prompt ?? '';
  const asked = messages.filter((text) => text !== '');
  const written = plain([system, ...asked, prompt].filter((text) => text !== '').join('\n'));
  return { written, all: written.toLowerCase(), last: plain(asked.at(-1) ?? prompt).toLowerCase() };
}

/** What the answer begins with, because the request ends so; undefined for one that ends with a question. */
export function prefillOf({ messages }: RequestBody): string | undefined {
  const last = messages.at(-1);
  return last?.role === 'assistant' ? textOf(last.blocks) : undefined;
}

/** True for a request that hands over what a tool returned: an answer is due, or the next call. */
export function endsWithToolResult({ messages }: RequestBody): boolean {
  const last = messages.findLast(isUser);
  return last?.blocks.some(({ kind }) => kind === 'tool-result') ?? false;
}

function isUser({ role }: BodyMessage): boolean {
  return role === 'user';
}

function textOf(blocks: readonly BodyBlock[]): string {
  return blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n');
}

/** Marks of holes (`domain/holes.ts`). */
const MARK = /\uE000\d{1,9}\uE001/g;

function plain(text: string): string {
  const read =
    text.length <= 2 * READ_AT_EITHER_END
      ? text
      : `${text.slice(0, READ_AT_EITHER_END)}\n${text.slice(-READ_AT_EITHER_END)}`;
  return read.replace(MARK, ' … ');
}

const CHARACTERS_PER_TOKEN = 4;

/** About as many tokens as the user's messages have, for what is translated or written anew. */
export function roughMaterialTokens({ messages, prompt = '' }: RequestBody): number {
  const texts = messages.filter(isUser).map(({ blocks }) => textOf(blocks));
  return Math.ceil(texts.reduce((sum, text) => sum + text.length, prompt.length) / CHARACTERS_PER_TOKEN);
}
