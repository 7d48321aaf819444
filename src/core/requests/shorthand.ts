/**
 * The AWS CLI's short way to write structures: `maxTokens=512,stopSequences=[a,b]`, `role=user,content=[{text=Hello}]`.
 * Source: AWS CLI user guide, "Using shorthand syntax", and the grammar in `awscli/shorthand.py`.
 */
import type { ParsedStructure } from './jsonText.ts';

/** Undefined for a text that is no structure. */
export function parseShorthand(text: string): ParsedStructure | undefined {
  if (!/^\s*[\w.-]+\s*@?=/.test(text)) return undefined;
  const reader = new ShorthandReader(text);
  const data = reader.fields('');
  return { data, isBroken: !reader.isAtEnd };
}

type Data = string | readonly Data[] | { readonly [key: string]: Data };

const MAXIMUM_DEPTH = 50;

class ShorthandReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  /** `a=1,b=2` up to a closing bracket, or the end. */
  fields(closing: string): Data {
    const fields: Record<string, Data> = {};
    while (this.#at < this.#text.length && !this.#isAt(closing)) {
      const key = this.#match(/\s*([\w.-]+)\s*@?=/y);
      if (key === undefined) break;
      fields[key] = this.#values(closing);
      if (!this.#take(',')) break;
    }
    if (closing !== '') this.#take(closing);
    return fields;
  }

  /** Commas part values up to the next key. */
  #values(closing: string): Data {
    const first = this.#value(closing);
    if (typeof first !== 'string') return first;
    const values: Data[] = [first];
    while (this.#isAt(',') && !this.#isKeyNext()) {
      this.#at++;
      values.push(this.#value(closing));
    }
    return values.length === 1 ? first : values;
  }

  #isKeyNext(): boolean {
    return /^,\s*[\w.-]+\s*@?=/.test(this.#text.slice(this.#at, this.#at + 100));
  }

  #value(closing: string): Data {
    this.#match(/(\s*)/y);
    if (++this.#depth > MAXIMUM_DEPTH) return '';
    const value = this.#take('[') ? this.#list() : this.#take('{') ? this.fields('}') : this.#scalar(closing);
    this.#depth--;
    return value;
  }

  #list(): Data {
    const items: Data[] = [];
    while (this.#at < this.#text.length && !this.#take(']')) {
      const before = this.#at;
      items.push(this.#value(']'));
      this.#take(',');
      if (this.#at === before) break;
    }
    return items;
  }

  #scalar(closing: string): string {
    const quoted = this.#match(/"((?:[^"\\]|\\[\s\S])*)"/y) ?? this.#match(/'((?:[^'\\]|\\[\s\S])*)'/y);
    if (quoted !== undefined) return quoted.replace(/\\(["'\\])/g, '$1');
    const end = closing === '' ? /([^,]*)/y : closing === '}' ? /([^,}]*)/y : /([^,\]]*)/y;
    return (this.#match(end) ?? '').trim();
  }

  #isAt(token: string): boolean {
    return token !== '' && this.#text.startsWith(token, this.#at);
  }

  #take(token: string): boolean {
    this.#match(/(\s*)/y);
    if (!this.#isAt(token)) return false;
    this.#at += token.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[1];
  }
}
