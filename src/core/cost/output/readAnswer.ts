import type { AmountRange } from '../../domain/estimates.ts';
import type { BodyTool, JsonData, RequestBody } from '../../domain/requestBody.ts';
import { schemaAnswer } from './answerSchema.ts';
import { answerSize } from './answerSizes.ts';
import type { AnswerClue, Instructions } from './clue.ts';
import { endsWithToolResult, instructionsOf, prefillOf } from './instructions.ts';
import { statedLength } from './statedLength.ts';
import { taskOf } from './tasks.ts';
import { SOME_JSON, writtenFormat } from './writtenFormat.ts';

/**
 * What a request says of its answer's length, by the strongest evidence that it has: a schema that the answer must follow,
 * tools that it may call, a length or a form that the prompt states, what the prompt asks to do, else nothing.
 *
 * @param toolCount of tools, also those whose definitions are not seen
 */
export function readAnswer(body: RequestBody, toolCount: number): AnswerClue {
  const schema = body.outputSchema === undefined ? undefined : schemaAnswer(parsed(body.outputSchema));
  if (schema !== undefined) return schemaClue(schema, 'the fields of its JSON schema', 'text');
  const tools = [...body.tools, ...(body.furtherTools ?? [])];
  const mayCall = (toolCount > 0 || tools.length > 0) && body.toolChoice !== 'none';
  if (mayCall && (body.toolChoice === 'any' || body.toolChoice === 'tool'))
    return schemaClue(argumentsOf(tools), 'the fields of the tool that it has to call', 'tool-call');
  const clue = textClue(body, instructionsOf(body));
  if (!mayCall) return clue;
  return endsWithToolResult(body) ? afterTool(clue) : callOrAnswer(argumentsOf(tools), clue);
}

/** A request without text, tools or schema: what models write when nothing is known. */
function textClue(body: RequestBody, instructions: Instructions): AnswerClue {
  const prefill = prefillOf(body)?.trimStart() ?? '';
  const stated = lengthOf(instructions);
  const format = writtenFormat(instructions.written) ?? (/^[[{]/.test(prefill) ? SOME_JSON : undefined);
  if (format === undefined) return longer(stated, taskOf(instructions)) ?? HABIT;
  const { size, text } = format;
  const longest = stated?.name === 'stated' ? stated.size : NOTHING;
  return {
    kind: 'schema',
    name: 'format',
    text,
    size: {
      low: size.low,
      likely: Math.max(size.likely, longest.likely + 0.5 * size.low),
      high: Math.max(size.high, longest.high + 0.5 * size.likely),
    },
    form: 'text',
    isFree: false,
  };
}

/** Three sentences of a report that fills pages are the length of one of its parts. */
function longer(stated: AnswerClue | undefined, task: AnswerClue | undefined): AnswerClue | undefined {
  const isPart = stated !== undefined && task !== undefined && LONG_TASKS.has(task.name);
  return isPart && stated.size.high < task.size.low ? task : (stated ?? task);
}

const LONG_TASKS: ReadonlySet<string> = new Set(['code', 'long-text']);

const NOTHING: AmountRange = { low: 0, likely: 0, high: 0 };

/** What is asked last counts before what is said of all answers. */
function lengthOf({ last, all }: Instructions): AnswerClue | undefined {
  return statedLength(last) ?? statedLength(all);
}

const HABIT: AnswerClue = {
  kind: 'habit',
  name: 'habit',
  text: "nothing but the model's habits",
  size: answerSize('habit'),
  form: 'text',
  isFree: true,
};

function schemaClue(size: AmountRange, text: string, form: AnswerClue['form']): AnswerClue {
  return { kind: 'schema', name: form === 'text' ? 'schema' : 'forced-tool', text, size, form, isFree: false };
}

/** Of the call of one of the tools: which one is not known. */
function argumentsOf(tools: readonly BodyTool[]): AmountRange {
  const sizes = tools.flatMap(({ schema }) => (schema === undefined ? [] : [schemaAnswer(schema) ?? EMPTY_ARGUMENTS]));
  if (sizes.length === 0) return UNSEEN_ARGUMENTS;
  return {
    low: Math.min(...sizes.map(({ low }) => low)),
    likely: sizes.reduce((sum, { likely }) => sum + likely, 0) / sizes.length,
    high: Math.max(...sizes.map(({ high }) => high)),
  };
}

const EMPTY_ARGUMENTS: AmountRange = { low: 1, likely: 2, high: 4 };
const UNSEEN_ARGUMENTS: AmountRange = { low: 2, likely: 14, high: 60 };

function callOrAnswer(call: AmountRange, answer: AnswerClue): AnswerClue {
  const either = { kind: 'task', name: 'tool-call', form: 'tool-call', isFree: false } as const;
  // Where nothing is said of the answer, answers of the longer half are seldom.
  if (answer.kind === 'habit') {
    const size = { low: call.low, likely: call.likely, high: Math.max(call.high, answer.size.likely) };
    return { ...either, text: 'a call of a tool, or an answer', size };
  }
  // A length in numbers is that of what is read in the end, whatever is called on the way there.
  if (answer.kind === 'stated' && answer.name === 'stated') {
    const { low, likely, high } = answer.size;
    const size = {
      low: Math.min(call.low, low),
      likely: Math.max(call.likely, likely),
      high: Math.max(call.high, high),
    };
    return { ...answer, size, form: 'tool-call' };
  }
  // An agent that is told what to write calls its tools on the way there: the middle of both.
  const likely = Math.max(call.likely, Math.sqrt(Math.max(1, call.likely) * answer.size.likely));
  const size = { low: call.low, likely, high: Math.max(call.high, answer.size.high) };
  return { ...either, text: `calls of tools, then an answer: ${answer.text}`, size };
}

function afterTool(answer: AnswerClue): AnswerClue {
  const name = 'tool-result';
  if (answer.kind === 'stated' || answer.kind === 'schema') return { ...answer, size: reaching(answer.size) };
  return {
    kind: 'task',
    name,
    text: "an answer from a tool's result",
    size: answerSize(name),
    form: 'text',
    isFree: true,
  };
}

/** Instead of the answer it can call another tool. */
function reaching(size: AmountRange): AmountRange {
  return { ...size, high: Math.max(size.high, 60) };
}

function parsed(schema: string): JsonData | undefined {
  try {
    return JSON.parse(schema) as JsonData;
  } catch {
    return undefined;
  }
}
