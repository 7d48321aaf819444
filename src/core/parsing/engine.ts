import { Parser } from 'web-tree-sitter';
import { METER, metered } from './meteredWasm.ts';

// The core has no types of any host; every host has this one.
declare const WebAssembly: {
  readonly Global: new () => Global;
  instantiate(bytes: Uint8Array, imports: Imports): Promise<{ readonly instance: Instance; readonly module: object }>;
};
interface Global {
  value: number;
}
interface Instance {
  readonly exports: Readonly<Record<string, unknown>>;
}
type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The parser's own is 64 KB, which hostile text overflows into its memory; the host's own stack ends before this one. */
const STACK_BYTES = 4_000_000;

/** Of the parser in its WebAssembly memory. */
interface Engine {
  /** Counts the parser's work, the same on every machine. */
  readonly meter: Global;
  readonly stackPointer: Global;
  /** Of the empty stack. */
  readonly stackStart: number;
}

let engine: Engine | undefined;

/** Rejects when the bytes are not the parser's. */
export async function startEngine(wasm: Uint8Array): Promise<void> {
  const { host, started } = hostOf(metered(wasm));
  await Parser.init(host);
  const { meter, stackPointer } = await started;
  const { _malloc: allocate } = host as { readonly _malloc?: (bytes: number) => number };
  const stack = allocate?.(STACK_BYTES) ?? 0;
  const stackStart = stack === 0 ? stackPointer.value : Math.floor((stack + STACK_BYTES) / 16) * 16;
  engine = { meter, stackPointer, stackStart };
  startWork();
}

/** Before a parse: its work is counted from zero, and what one that failed left on the stack is gone. */
export function startWork(): void {
  if (engine === undefined) return;
  engine.meter.value = 0;
  engine.stackPointer.value = engine.stackStart;
}

/** Functions and rounds of loops that the parser has entered since `startWork`. */
export function workDone(): number {
  return (engine?.meter.value ?? 0) >>> 0;
}

type Started = Pick<Engine, 'meter' | 'stackPointer'>;

/** What the parser's loader is handed, which it writes its functions to. */
interface LoaderHost {
  readonly instantiateWasm: (imports: Imports, receive: Receive) => object;
}
type Receive = (instance: Instance, module: object) => void;

function hostOf(wasm: Uint8Array): { readonly host: LoaderHost; readonly started: Promise<Started> } {
  let resolve: (started: Started) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const started = new Promise<Started>((ok, failed) => {
    resolve = ok;
    reject = failed;
  });
  const instantiateWasm = (imports: Imports, receive: Receive): object => {
    WebAssembly.instantiate(wasm, imports).then(({ instance, module }) => {
      const meter = instance.exports[METER];
      const stackPointer = imports['env']?.['__stack_pointer'];
      if (meter instanceof WebAssembly.Global && stackPointer instanceof WebAssembly.Global) {
        resolve({ meter, stackPointer });
      } else reject(new Error('the parser is compiled in another way'));
      receive(instance, module);
    }, reject);
    return {};
  };
  return { host: { instantiateWasm }, started };
}
