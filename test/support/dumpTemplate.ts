import type { AmountRange } from '../../src/core/domain/estimates.ts';
import type { PromptTemplate } from '../../src/core/domain/promptTemplate.ts';
import type { Resolved } from '../../src/core/domain/resolved.ts';
import type { Segment } from '../../src/core/domain/segment.ts';
import type { TextPart } from '../../src/core/domain/value.ts';
import { LineIndex } from '../../src/core/util/lineIndex.ts';
import type { TextRange } from '../../src/core/util/text.ts';

/** Templates as text that a person can check against their file. Places are line:column, counted from 1. */
export function dumpTemplates(templates: readonly PromptTemplate[], text: string): string {
  const dump = new Dump(text);
  return templates.length === 0 ? 'no template\n' : templates.map((template) => dump.template(template)).join('\n');
}

class Dump {
  readonly #text: string;
  readonly #lines: LineIndex;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  template(template: PromptTemplate): string {
    const { format, name, range, model, maxTokens, setMaxTokens, segments, problems } = template;
    return [
      `${format}${name === undefined ? '' : ` ${name}`} ${this.#place(range)}`,
      `model ${this.#resolved(model)}`,
      `maxTokens ${this.#resolved(maxTokens)}${setMaxTokens ? '' : ', no place for one'}`,
      ...segments.flatMap((segment) => this.#segment(segment)),
      `placeholders ${template.placeholders.map((placeholder) => placeholder.name).join(', ') || 'none'}`,
      ...problems.map((problem) => `problem ${this.#place(problem.range)} ${problem.message}`),
      '',
    ].join('\n');
  }

  #segment({ role, parts, place, checkpoint, insertCheckpoint }: Segment): readonly string[] {
    const ttl = checkpoint?.ttlSeconds === undefined ? '' : ` for ${checkpoint.ttlSeconds} s`;
    const cached = checkpoint ? `, cached ${this.#place(checkpoint.range)}${ttl}` : '';
    const canCache = insertCheckpoint ? ', can be cached' : '';
    return [
      `${role} ${place ? this.#place(place.range) : ''}${cached}${canCache}`,
      ...parts.map((part) => `  ${this.#part(part)}`),
    ];
  }

  #part(part: TextPart): string {
    const repeat = part.repeat ? ` × ${amount(part.repeat)}` : '';
    if (part.kind === 'placeholder') {
      return `<${part.name}> ${this.#place(part.range)} ${shown(this.#slice(part.range))} ${part.volatility}${repeat}`;
    }
    const isVerbatim = this.#slice(part.range) === part.text;
    return `${shown(part.text)} ${this.#place(part.range)}${isVerbatim ? '' : ' not verbatim'}${repeat}`;
  }

  #resolved(resolved: Resolved<string | number>): string {
    if (resolved.state === 'absent') return 'absent';
    const place = resolved.range ? ` ${this.#place(resolved.range)}` : '';
    if (resolved.state === 'unknown') return `unknown${place}: ${resolved.reason}`;
    return `${JSON.stringify(resolved.value)} ${resolved.from}${place}`;
  }

  #slice({ start, end }: TextRange): string {
    return this.#text.slice(start, end);
  }

  #place({ start, end }: TextRange): string {
    const from = this.#lines.positionAt(start);
    const to = this.#lines.positionAt(end);
    return `${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}`;
  }
}

function shown(text: string): string {
  const short = text.length <= 100 ? text : `${text.slice(0, 60)}…${text.slice(-30)}`;
  return JSON.stringify(short);
}

function amount({ low, likely, high }: AmountRange): string {
  return `${low}–${likely}–${high}`;
}
