/** Which expressions of a call are the messages that it sends, and which names hold them. */
import type { CallExpression, Expression } from '../domain/program.ts';
import type { CalledFrom } from './callers.ts';
import type { Place } from './programIndex.ts';
import { partsOf } from './programWalk.ts';

export interface SentMessage {
  readonly expression: Expression;
  readonly place: Place;
}

/** What holds messages from one call to the next: a name, or a path of fields below one. */
export interface KeptName {
  /** Name, or `.attribute` of the receiver. */
  readonly root: string;
  readonly path: readonly string[];
  /** As the program writes it. */
  readonly shown: string;
}

/** Fields and arguments that are the conversation, in the APIs of Bedrock and of the usual libraries. */
const MESSAGES = /^(?:messages|Messages|input|prompt|history|contents|conversation|chat_history|chatHistory|inputs)$/;
const MAXIMUM_DEPTH = 6;

/** The messages among the arguments of a call, also in objects that are made before it. */
export function sentMessages(call: CallExpression, at: CalledFrom): readonly SentMessage[] {
  return call.arguments.flatMap(({ name, value, spread }) => {
    if (name !== undefined && MESSAGES.test(name)) return [{ expression: value, place: at.indexed }];
    // Alone and without a name: the messages themselves, or the request.
    const isList = name === undefined && spread === undefined && isNameOrSpread(value);
    return [...messagesIn(value, at.indexed, 0), ...(isList ? [{ expression: value, place: at.indexed }] : [])];
  });
}

function isNameOrSpread(value: Expression): boolean {
  return value.kind === 'name' || value.kind === 'member' || value.kind === 'list';
}

function messagesIn(expression: Expression, place: Place, depth: number): readonly SentMessage[] {
  if (depth > MAXIMUM_DEPTH) return [];
  switch (expression.kind) {
    case 'object':
      return expression.entries.flatMap((entry) => {
        if (entry.kind === 'spread') return messagesIn(entry.value, place, depth + 1);
        const key = entry.key.kind === 'literal' ? String(entry.key.value) : '';
        return MESSAGES.test(key)
          ? [...messagesIn(entry.value, place, depth + 1), { expression: entry.value, place }]
          : messagesIn(entry.value, place, depth + 1);
      });
    case 'call':
      return expression.arguments.flatMap(({ name, value }) =>
        name !== undefined && MESSAGES.test(name)
          ? [{ expression: value, place }]
          : messagesIn(value, place, depth + 1),
      );
    case 'name':
      return boundTo(expression.name, place).flatMap((bound) => messagesIn(bound.expression, bound.place, depth + 1));
    default:
      return [];
  }
}

/** The request that a local name holds; nothing else is a request. */
function boundTo(name: string, { scope, offset }: Place): readonly SentMessage[] {
  const bindings = scope.bindings.get(name) ?? [];
  const before = bindings.filter((binding) => binding.kind === 'value' && binding.offset <= offset);
  const last = before.at(-1);
  if (last?.kind !== 'value' || (last.value.kind !== 'object' && last.value.kind !== 'call')) return [];
  return [{ expression: last.value, place: { scope: last.scope, arms: last.arms, offset: last.offset } }];
}

/** What only passes messages on, as a list of the same ones. */
const PASSING = /^(?:list|tuple|copy|deepcopy|structuredClone|slice|map|dumps|stringify|from|of|toList)$/;

/**
 * The names that hold the messages of an expression.
 *
 * @returns `isProcessed` where something may leave a part of them out: a slice, a filter, a function that is not looked into.
 */
export function keptNames(expression: Expression): {
  readonly names: readonly KeptName[];
  readonly isProcessed: boolean;
} {
  const kept = keptName(expression);
  if (kept) return { names: [kept], isProcessed: false };
  switch (expression.kind) {
    case 'list':
      return together(expression.items.filter(({ isSpread }) => isSpread).map(({ value }) => keptNames(value)));
    case 'concatenation':
      return together(expression.operands.map(keptNames));
    case 'conditional':
      return together([keptNames(expression.then), keptNames(expression.otherwise)]);
    case 'fallback':
      return together([keptNames(expression.first), keptNames(expression.second)]);
    case 'template':
      return together(expression.parts.flatMap((part) => (part.kind === 'hole' ? [keptNames(part.value)] : [])));
    case 'comprehension': {
      const inner = expression.iterable ? keptNames(expression.iterable) : NO_NAMES;
      return { ...inner, isProcessed: inner.isProcessed || (expression.conditions ?? []).length > 0 };
    }
    case 'call':
      return ofCall(expression);
    default:
      return { names: partsOf(expression).flatMap((part) => keptName(part) ?? []), isProcessed: true };
  }
}

const NO_NAMES = { names: [], isProcessed: false } as const;

function ofCall({ callee, arguments: passed }: CallExpression): ReturnType<typeof keptNames> {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  const ofReceiver = callee.kind === 'member' ? keptNames(callee.object) : NO_NAMES;
  const given = together(passed.map(({ value }) => keptNames(value)));
  const isPassing = PASSING.test(name) && !(name === 'slice' && passed.length > 0);
  const both = together([ofReceiver, given]);
  return isPassing ? both : { ...both, isProcessed: true };
}

function together(parts: readonly ReturnType<typeof keptNames>[]): ReturnType<typeof keptNames> {
  return { names: parts.flatMap(({ names }) => names), isProcessed: parts.some(({ isProcessed }) => isProcessed) };
}

function keptName(expression: Expression): KeptName | undefined {
  const path: string[] = [];
  for (let current = expression; ;) {
    if (current.kind === 'name') return { root: current.name, path, shown: [current.name, ...path].join('.') };
    if (current.kind !== 'member') return undefined;
    if (current.object.kind === 'receiver')
      return { root: `.${current.property}`, path, shown: [current.property, ...path].join('.') };
    path.unshift(current.property);
    current = current.object;
  }
}
