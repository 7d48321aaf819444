/**
 * Why a regular expression could take longer than the square of a text's length; undefined when it cannot. Stricter than
 * need be: the patterns of published tokenizers pass.
 */
export function patternProblem(source: string): string | undefined {
  if (source.length > LONGEST_PATTERN) return `it has more than ${LONGEST_PATTERN} characters`;
  return new PatternScan(source).run();
}

const LONGEST_PATTERN = 4_000;
const DEEPEST_GROUP = 50;

/** What backtracking can do in a sequence. */
interface Backtracking {
  /** Repetitions without an end. */
  readonly unbounded: number;
  /** Those of them behind which something can fail, so that shorter ones are tried. */
  readonly failing: number;
  /** True when it can match in several ways. */
  readonly isVariable: boolean;
}

const FIXED: Backtracking = { unbounded: 0, failing: 0, isVariable: false };

interface Group {
  readonly isAssertion: boolean;
  alternative: Backtracking;
  /** The worst of the alternatives before. */
  worst: Backtracking;
}

class PatternScan {
  readonly #source: string;
  #index = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): string | undefined {
    const groups: Group[] = [newGroup('')];
    while (this.#index < this.#source.length) {
      const group = groups.at(-1);
      if (group === undefined || groups.length > DEEPEST_GROUP) return 'its parentheses do not match';
      const opening = this.#take(/\((?:\?(?:<?[=!]|[\w-]*:|<\w+>|>)?)?/y);
      if (opening !== undefined) {
        groups.push(newGroup(opening));
      } else if (this.#take(/\|/y) !== undefined) {
        endAlternative(group);
        group.worst = { ...group.worst, isVariable: true };
      } else if (this.#take(/\)/y) !== undefined) {
        endAlternative(group);
        groups.pop();
        const outer = groups.at(-1);
        if (outer === undefined) return 'its parentheses do not match';
        const problem = this.#add(outer, group.worst, group.isAssertion);
        if (problem !== undefined) return problem;
      } else if (this.#take(/\\(?:[1-9]|k<|g<)/y) !== undefined) {
        return 'it refers back to what it matched';
      } else {
        this.#takeAtom();
        const problem = this.#add(group, FIXED, false);
        if (problem !== undefined) return problem;
      }
    }
    const whole = groups[0];
    if (whole === undefined || groups.length > 1) return 'its parentheses do not match';
    endAlternative(whole);
    return whole.worst.failing > 1 ? 'repetitions follow one another' : undefined;
  }

  /** An atom or a group with the quantifier behind it. */
  #add(group: Group, inner: Backtracking, isAssertion: boolean): string | undefined {
    const { least, most } = this.#quantifier();
    if (inner.isVariable && most > 1) return 'a repetition is repeated';
    const { alternative } = group;
    const canFail = least > 0 || isAssertion;
    const failing = (canFail ? alternative.unbounded : alternative.failing) + inner.failing;
    const unbounded = alternative.unbounded + inner.unbounded + (most === Infinity ? 1 : 0);
    const isVariable = alternative.isVariable || inner.isVariable || least !== most;
    group.alternative = { unbounded, failing, isVariable };
    return failing > 1 ? 'repetitions follow one another' : undefined;
  }

  #quantifier(): { readonly least: number; readonly most: number } {
    const written = this.#take(/[*+?][+?]?|\{\d+(?:,\d*)?\}[+?]?/y);
    if (written === undefined) return { least: 1, most: 1 };
    if (written.startsWith('*')) return { least: 0, most: Infinity };
    if (written.startsWith('+')) return { least: 1, most: Infinity };
    if (written.startsWith('?')) return { least: 0, most: 1 };
    const [least = '', most = least] = written.replace(/[{}+?]/g, '').split(',');
    return { least: Number(least), most: most === '' ? Infinity : Number(most) };
  }

  /** A character, an escape or a class; always at least one character. */
  #takeAtom(): void {
    if (this.#take(/\\[pPux]\{[^}]*\}|\\u[\da-fA-F]{4}|\\[^]|[^[]/y) !== undefined) return;
    let depth = 0;
    do {
      const part = this.#take(/\[\^?\]?|\]|\\[^]|[^]/y);
      if (part === undefined) return;
      if (part.startsWith('[')) depth += 1;
      else if (part === ']') depth -= 1;
    } while (depth > 0);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const text = pattern.exec(this.#source)?.[0];
    if (text !== undefined) this.#index += text.length;
    return text;
  }
}

function newGroup(opening: string): Group {
  return { isAssertion: /[=!]$/.test(opening), alternative: FIXED, worst: FIXED };
}

function endAlternative(group: Group): void {
  const { alternative, worst } = group;
  group.worst = {
    unbounded: Math.max(worst.unbounded, alternative.unbounded),
    failing: Math.max(worst.failing, alternative.failing),
    isVariable: worst.isVariable || alternative.isVariable,
  };
  group.alternative = FIXED;
}
