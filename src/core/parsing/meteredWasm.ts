/** Export of a metered module: how many functions and rounds of loops it has entered. A mutable i32, which the host sets back. */
export const METER = 'enteredFunctionsAndLoops';

const SECTION = { import: 2, global: 6, export: 7, code: 10 } as const;
const GLOBAL_KIND = 3;
const HEADER_LENGTH = 8;

interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

/**
 * The module with a count of the functions and of the rounds of loops that it enters: a measure of its work that is the same on every machine.
 * Throws on bytes that are no WebAssembly module of the kinds of sections that compilers write.
 */
export function metered(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const sections = sectionsOf(wasm);
  const content = (id: number): Uint8Array => sections.find((section) => section.id === id)?.content ?? EMPTY_LIST;
  const meter = importedGlobals(content(SECTION.import)) + new Reader(content(SECTION.global)).number();
  const name = Array.from(METER, (letter) => letter.charCodeAt(0));
  const changed = new Map<number, Uint8Array>([
    [SECTION.global, withItem(content(SECTION.global), [0x7f, 1, 0x41, 0, 0x0b])],
    [SECTION.export, withItem(content(SECTION.export), [...leb(name.length), ...name, GLOBAL_KIND, ...leb(meter)])],
    [SECTION.code, counting(content(SECTION.code), meter)],
  ]);
  const parts = sections.flatMap(({ id, content: old }) => {
    const bytes = changed.get(id) ?? old;
    return [Uint8Array.from([id, ...leb(bytes.length)]), bytes];
  });
  return joined([wasm.subarray(0, HEADER_LENGTH), ...parts]);
}

const EMPTY_LIST = Uint8Array.of(0);

function sectionsOf(wasm: Uint8Array): readonly Section[] {
  const sections: Section[] = [];
  const reader = new Reader(wasm, HEADER_LENGTH);
  while (!reader.isAtEnd) sections.push({ id: reader.number(), content: reader.bytes(reader.number()) });
  return sections;
}

function importedGlobals(imports: Uint8Array): number {
  const reader = new Reader(imports);
  let globals = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.bytes(reader.number());
    reader.bytes(reader.number());
    if (skipImported(reader) === GLOBAL_KIND) globals++;
  }
  return globals;
}

/** Gives its kind: function, table, memory, global or tag. */
function skipImported(reader: Reader): number {
  const kind = reader.number();
  if (kind === 1 || kind === GLOBAL_KIND) reader.number();
  if (kind === 1 || kind === 2) skipLimits(reader);
  else reader.number();
  if (kind === 4) reader.number();
  return kind;
}

function skipLimits(reader: Reader): void {
  const hasMaximum = (reader.number() & 1) === 1;
  reader.number();
  if (hasMaximum) reader.number();
}

function withItem(list: Uint8Array, item: readonly number[]): Uint8Array {
  const reader = new Reader(list);
  const count = reader.number();
  return joined([leb(count + 1), reader.rest(), item]);
}

/** Each function, and each round of a loop, begins by adding one to the meter. */
function counting(code: Uint8Array, meter: number): Uint8Array {
  const index = leb(meter);
  const count = [0x23, ...index, 0x41, 1, 0x6a, 0x24, ...index];
  const reader = new Reader(code);
  const functions = reader.number();
  const parts: ArrayLike<number>[] = [leb(functions)];
  for (let left = functions; left > 0; left--) {
    const body = countingBody(reader.bytes(reader.number()), count);
    parts.push(leb(body.length), body);
  }
  return joined(parts);
}

function countingBody(body: Uint8Array, count: readonly number[]): Uint8Array {
  const parts: ArrayLike<number>[] = [];
  let done = 0;
  for (const place of placesToCount(body)) {
    parts.push(body.subarray(done, place), count);
    done = place;
  }
  return joined([...parts, body.subarray(done)]);
}

const LOOP = 0x03;

/** Behind the locals, and behind the head of each loop. */
function placesToCount(body: Uint8Array): readonly number[] {
  const reader = new Reader(body);
  reader.numbers(2 * reader.number());
  const places = [reader.at];
  while (!reader.isAtEnd) {
    const opcode = reader.number8();
    skipImmediates(opcode, reader);
    if (opcode === LOOP) places.push(reader.at);
  }
  return places;
}

/** How many LEB128 numbers follow an opcode, where it is as simple as that. */
const NUMBERS: ReadonlyMap<number, number> = new Map([
  ...[0x02, LOOP, 0x04, 0x0c, 0x0d, 0x10, 0x12, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].map((code) => [code, 1] as const),
  ...[0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26].map((code) => [code, 1] as const),
  ...[0x11, 0x13].map((code) => [code, 2] as const),
  ...Array.from({ length: 0x3e - 0x28 + 1 }, (_, index) => [0x28 + index, 2] as const),
]);
const F32_CONST = 0x43;
const F64_CONST = 0x44;
const BRANCH_TABLE = 0x0e;
const TYPED_SELECT = 0x1c;
const BULK = 0xfc;
/** The same for operations of the `BULK` prefix: conversions have none. */
const BULK_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
/** Exceptions, vectors, atomics and garbage collection, which the parser is not compiled to. */
const UNKNOWN = /^(?:6|7|8|9|a|18|19|1f|fb|fd|fe)$/;

function skipImmediates(opcode: number, reader: Reader): void {
  if (opcode === F32_CONST) reader.bytes(4);
  else if (opcode === F64_CONST) reader.bytes(8);
  else if (opcode === BRANCH_TABLE) reader.numbers(reader.number() + 1);
  else if (opcode === TYPED_SELECT) reader.numbers(reader.number());
  else if (opcode === BULK) reader.numbers(BULK_NUMBERS[reader.number()] ?? 0);
  else if (UNKNOWN.test(opcode.toString(16))) throw new Error(`the module has the operation ${opcode}`);
  else reader.numbers(NUMBERS.get(opcode) ?? 0);
}

class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) throw new Error('the WebAssembly module is cut off');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  number8(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  numbers(count: number): void {
    for (let left = count; left > 0; left--) this.number();
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.at);
  }
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  bytes.push(left);
  return bytes;
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
