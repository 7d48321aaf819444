import type { AmountRange } from '../../domain/estimates.ts';
import { scaleRange } from '../../domain/estimates.ts';
import { formatCount } from '../format.ts';
import { answerSize } from './answerSizes.ts';
import type { AnswerClue } from './clue.ts';

/**
 * The length that a prompt asks for: "in three sentences", "at most 120 words", "a list of 5", "one word", "only the
 * number", "yes or no". Undefined when it asks for none, or only for that of a part ("each in one line").
 *
 * @param text lower case
 */
export function statedLength(text: string): AnswerClue | undefined {
  const counted = countedLength(text);
  const fixed = fixedAnswer(text);
  if (fixed === undefined || THINKS_ALOUD.test(text)) return counted ?? briefOf(text);
  return fixed;
}

/** Who is asked to think aloud writes more than the word that is wanted in the end. */
const THINKS_ALOUD =
  /step[- ]by[- ]step|think (?:through|aloud|carefully)|explain (?:your|why|the)|<thinking>|show your work|reasoning/;

type FixedAnswer = readonly [name: string, text: string, pattern: RegExp];

/** Answers of a few tokens. Each pattern is of bounded repetition, since prompts can be anything. */
const FIXED_ANSWERS: readonly FixedAnswer[] = [
  [
    'yes-or-no',
    'the prompt asks for yes or no',
    /\b(?:yes|true)["'”`]?(?: or |\/|, | \| )["'“`]?(?:no|false)\b|\bja oder nein\b|\boui ou non\b|\bs[ií] o no\b|はいかいいえ|「はい」|是或否|是还是否|回答是或/,
  ],
  [
    'one-word',
    'the prompt asks for one word',
    /\b(?:one|a single|1|single|exactly one|only one)[- ](?:english |lower ?case |upper ?case )?(?:word|letter|digit|number|character|token|label|category|class|option|integer|digit)\b(?! (?:per|for each|or more))|\b(?:in|mit) einem wort\b|\b(?:en|d')? ?un seul mot\b|\ben una (?:sola )?palabra\b|一言で|一个词|一个字/,
  ],
  [
    'only-value',
    'the prompt asks for nothing but a name or a number',
    /\b(?:only|just|nothing but|nur|seulement|uniquement|s[oó]lo|solamente)(?: respond| reply| return| output| answer| print| say| give)?(?: with)? (?:the|a|an|its|one|die|den|das|le|la|el|un|une) (?:[a-z-]{1,20} ){0,2}(?:number|name|label|category|class|type|level|sentiment|language|letter|id|identifier|digit|score|integer|value|amount|date|code of|country|city|word|zahl|nummer|nombre|nom|número|score)\b(?! (?:text|body|content|itself|description|definition|list)\b)|只(?:回答|输出|返回)(?:数字|名称|类别)|数字のみ/,
  ],
  [
    'verbatim',
    'the prompt says what to answer',
    /\b(?:reply|respond|answer|return|say|output|write|print)(?: back)?(?: with)?(?: only| just)? (?:exactly|verbatim|literally)\b|(?<!\b(?:if|when) [^.!?\n]{0,80}\b(?:no|not|cannot|can't|don't|nothing|none|unable|unsure|insufficient)\b[^.!?\n]{0,80})\b(?:reply|respond|answer) (?:with|as) ["'`“]|\bsay (?:again )?(?:this|hello|goodbye|hi)\b(?! to (?!the world\W{0,3}$|me\b))(?![^.!?\n]{0,30}\b(?:poem|story|long|words)\b)|\brespond exactly as\b/,
  ],
  [
    'short-title',
    'the prompt asks for a name or a title alone',
    /\b(?:only|just|nothing but) (?:output |return |respond with |reply with |give |write )?(?:the|a|an|one) (?:[a-z-]{1,20} ){0,2}(?:title|headline|keywords?|tag|slug|topic|intent|route|query|question|sentence|phrase|file ?name|email address|url|subject)\b/,
  ],
];

/** In a long prompt what to answer stands at either end; "yes or no" in its midst is about something else. */
const END = 500;

function fixedAnswer(whole: string): AnswerClue | undefined {
  const text = whole.length <= 2 * END ? whole : `${whole.slice(0, END)}\n${whole.slice(-END)}`;
  for (const [name, says, pattern] of FIXED_ANSWERS) {
    if (pattern.test(text))
      return { kind: 'stated', name, text: says, size: answerSize(name), form: 'text', isFree: false };
  }
  return undefined;
}

/** Tokens of one, in most answers. */
const UNITS: Readonly<Record<string, AmountRange>> = {
  token: { low: 0.5, likely: 0.8, high: 1.1 },
  word: { low: 0.7, likely: 1.2, high: 1.9 },
  character: { low: 0.1, likely: 0.18, high: 0.32 },
  letter: { low: 0.5, likely: 0.8, high: 1.5 },
  sentence: { low: 9, likely: 24, high: 55 },
  line: { low: 6, likely: 14, high: 40 },
  paragraph: { low: 45, likely: 100, high: 220 },
  page: { low: 300, likely: 600, high: 1_100 },
  item: { low: 5, likely: 24, high: 80 },
};

/** One unit in all languages; Chinese and Japanese count characters, each about a token. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  token: 'token',
  tokens: 'token',
  word: 'word',
  words: 'word',
  wort: 'word',
  wörter: 'word',
  worte: 'word',
  wörtern: 'word',
  worten: 'word',
  mot: 'word',
  mots: 'word',
  palabra: 'word',
  palabras: 'word',
  character: 'character',
  characters: 'character',
  chars: 'character',
  zeichen: 'character',
  caractères: 'character',
  caracteres: 'character',
  letters: 'character',
  sentence: 'sentence',
  sentences: 'sentence',
  satz: 'sentence',
  sätze: 'sentence',
  sätzen: 'sentence',
  phrase: 'sentence',
  phrases: 'sentence',
  frase: 'sentence',
  frases: 'sentence',
  line: 'line',
  lines: 'line',
  zeile: 'line',
  zeilen: 'line',
  paragraph: 'paragraph',
  paragraphs: 'paragraph',
  absatz: 'paragraph',
  absätze: 'paragraph',
  absätzen: 'paragraph',
  paragraphe: 'paragraph',
  paragraphes: 'paragraph',
  párrafo: 'paragraph',
  párrafos: 'paragraph',
  page: 'page',
  pages: 'page',
  bullet: 'item',
  bullets: 'item',
  items: 'item',
  points: 'item',
  stichpunkte: 'item',
};

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  ein: 1,
  einem: 1,
  eine: 1,
  einen: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
};

const NUMBER = Object.keys(NUMBER_WORDS).join('|');

/** "at most 120 words", "2-3 short sentences", "a 500-word", "three bullet points". */
const COUNTED = new RegExp(
  String.raw`(?<![\w.])(?:(?<from>\d{1,5}|${NUMBER})(?: ?[-–] ?| to | or | and | bis | à | a ))?(?<number>\d{1,3}(?:,\d{3})|\d{1,5}|${NUMBER})[ -](?:very |short |brief |concise |single |clear |simple |complete |full |kurze[nr]? |courtes? |cortas? |short, ){0,2}(?<unit>${Object.keys(UNIT_WORDS).join('|')})(?![\wäöüéñ])`,
  'g',
);

/** "100文字以内", "不超过100字", "3文で", "三句话". */
const COUNTED_EAST = /(\d{1,5}|[一二两三四五])(字|文字|文で|句话|句|行で|段落)/g;
const EAST_UNITS: Readonly<Record<string, string>> = {
  字: 'letter',
  文字: 'letter',
  文で: 'sentence',
  句话: 'sentence',
  句: 'sentence',
  行で: 'line',
  段落: 'paragraph',
};
const EAST_NUMBERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 };

/** "a list of 5 cities", "generate 10 questions", "three ideas". */
const LISTED = new RegExp(
  String.raw`\b(?:list(?: of)?|generate|write|give(?: me| us)?|provide|suggest|create|propose|name|identify|produce|exactly|top|recommend|extract|return|the|first)(?: exactly| up to| at most| the| your| top| about| around){0,2} (?<number>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) (?:[a-z-]{2,20} ){0,3}?(?<thing>${[
    'keywords?|tags|hashtags|names|titles|headlines|numbers|cities|countries|colors|primes|topics|labels',
    'questions|queries|variations|versions|alternatives|options|phrases',
    'ideas|suggestions|recommendations|tips|reasons|examples|steps|facts|takeaways|insights|themes|results|products|books|movies|songs|activities|places|benefits|features|risks|findings|actions|recipes|flashcards|exercises|tasks',
  ].join('|')})\b`,
  'g',
);
const SHORT_THINGS = /^(?:keyword|tag|hashtag|name|title|headline|number|cit|countr|color|prime|topic|label)/;
const MIDDLE_THINGS = /^(?:question|quer|variation|version|alternative|option|phrase)/;
const SIZE_OF_THING = {
  short: { low: 2, likely: 6, high: 16 },
  middle: { low: 8, likely: 20, high: 45 },
  long: { low: 12, likely: 36, high: 100 },
} as const;

/** "each section in one sentence": the length of a part, not of the answer. */
const PART = /\b(?:each|every|per|jede[rsn]?|chaque|cada)\b/;
const PART_DISTANCE = 40;
/** "under 100 words": answers stay below. */
const UPPER_LIMIT =
  /(?:at most|no more than|not more than|up to|under|below|within|fewer than|less than|exceed(?:ing)?|maximum(?: of)?|max\.?|limit(?:ed)? (?:of|to)|höchstens|maximal|au plus|maximum|máximo|más de|不超过) ?(?:of |de )?$|^(?:words?|tokens?|characters?)? ?(?:or less|or fewer|max(?:imum)?\b|at most|以内|以下)/;
const BELOW_LIMIT: AmountRange = { low: 0.25, likely: 0.65, high: 1 };
/** What stands in a prompt as "one sentence" need not be the answer's length: "I have a single line of …". */
const ASKS =
  /\b(?:answer|respond|response|reply|write|summar\w{1,6}|describe|explain|in|max\w{0,4}|at most|no more than|not more than|up to|under|below|within|fewer than|less than|exceed\w{0,3}|limit\w{0,4}|generate|provide|give|create|tell|only|exactly|concise|brief\w{0,2}|short|output|use|keep|about|around|approximately|of|höchstens|maximal|en|dans|antworte|schreibe|maximum|máximo|as|with|to|is|be|should|must|produce|return|draft|compose|long|a)\b[^.!?]{0,24}$/;
/** More are not added up. */
const MOST_STATEMENTS = 6;

interface Statement {
  readonly size: AmountRange;
  readonly text: string;
}

function countedLength(text: string): AnswerClue | undefined {
  const statements = [...westernStatements(text), ...easternStatements(text), ...lists(text), ...timed(text)].slice(
    0,
    MOST_STATEMENTS,
  );
  if (statements.length === 0) return undefined;
  const [largest] = statements.toSorted((a, b) => b.size.likely - a.size.likely);
  if (largest === undefined) return undefined;
  return {
    kind: 'stated',
    name: 'stated',
    text: `the prompt asks for ${largest.text}`,
    size: largest.size,
    form: 'text',
    isFree: false,
  };
}

function westernStatements(text: string): Statement[] {
  return [...text.matchAll(COUNTED)].flatMap((match) => {
    const { from, number = '', unit = '' } = match.groups ?? {};
    const before = text.slice(Math.max(0, match.index - PART_DISTANCE), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + PART_DISTANCE);
    const kind = UNIT_WORDS[unit];
    const size = kind === undefined ? undefined : UNITS[kind];
    const count = numberOf(number);
    if (size === undefined || !(count > 0) || isPart(match[0], before, after) || !ASKS.test(before)) return [];
    return [statement(count, from === undefined ? undefined : numberOf(from), size, before, after, match[0])];
  });
}

/** `(2-3 sentences)` behind a heading, "each in one line", "a line of the file". */
function isPart(statement: string, before: string, after: string): boolean {
  if (PART.test(sentenceAround(before, after)) || before.endsWith('(')) return true;
  return /^an? /.test(statement) && !ASKS_FOR_ONE.test(before);
}

const ASKS_FOR_ONE = /\b(?:in|as|write|with|to|give me|into|just|only|of|provide|create|generate|return) $/;

function statement(
  count: number,
  from: number | undefined,
  unit: AmountRange,
  before: string,
  after: string,
  asked: string,
): Statement {
  const isLimit = UPPER_LIMIT.test(before) || UPPER_LIMIT.test(after.trimStart());
  const share = isLimit && count > 1 ? BELOW_LIMIT : { low: 1, likely: 1, high: 1 };
  const lowest = from !== undefined && from < count ? from : count;
  return {
    size: {
      low: Math.max(1, lowest * unit.low * share.low),
      likely: Math.max(1, ((lowest + count) / 2) * unit.likely * share.likely),
      high: Math.max(3, count * unit.high * share.high),
    },
    text: `${isLimit ? 'at most ' : ''}${asked.trim()}`,
  };
}

function easternStatements(text: string): Statement[] {
  return [...text.matchAll(COUNTED_EAST)].flatMap((match) => {
    const [whole, number = '', unit = ''] = match;
    const size = UNITS[EAST_UNITS[unit] ?? ''];
    const count = EAST_NUMBERS[number] ?? Number(number);
    if (size === undefined || !(count > 0) || (size === UNITS['letter'] && count < 10)) return [];
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    return [
      statement(
        count,
        undefined,
        size,
        before,
        text.slice(match.index + whole.length, match.index + whole.length + 12),
        whole,
      ),
    ];
  });
}

function lists(text: string): Statement[] {
  return [...text.matchAll(LISTED)].flatMap((match) => {
    const { number = '', thing = '' } = match.groups ?? {};
    const count = numberOf(number);
    if (!(count > 1)) return [];
    const size = SHORT_THINGS.test(thing)
      ? SIZE_OF_THING.short
      : MIDDLE_THINGS.test(thing)
        ? SIZE_OF_THING.middle
        : SIZE_OF_THING.long;
    return [{ size: scaleRange(size, count), text: `${formatCount(count)} ${thing}` }];
  });
}

/** "a 5-minute read", "can be read in two minutes", "takes 10 minutes to present". */
const TIMED = new RegExp(
  String.raw`\b(?<number>\d{1,3}|${NUMBER})[ -]minutes?[ -](?:long )?(?:${[
    'read|summar(?:y|ies)|speech|talk|scripts?|video|presentation|podcast|episode|story|article|overview|briefing',
    'lecture|lesson|pitch|digest|meditation|sermon|monologue|narration',
  ].join('|')})\b` +
    String.raw`|\b(?:read|readable|spoken|presented|delivered|narrated|digested)(?: aloud| out)? (?:in|within)(?: about| under| around| roughly| less than| at most)? (?<within>\d{1,3}|${NUMBER}) minutes?\b` +
    String.raw`|\btakes?(?: about| around| roughly)? (?<taken>\d{1,3}|${NUMBER}) minutes? to (?:read|present|speak|deliver|say)\b`,
  'g',
);
/** Words that are read or spoken in a minute. */
const MINUTE: AmountRange = { low: 110, likely: 230, high: 360 };

function timed(text: string): Statement[] {
  return [...text.matchAll(TIMED)].flatMap((match) => {
    const { number, within, taken } = match.groups ?? {};
    const minutes = numberOf(number ?? within ?? taken ?? '');
    return minutes > 0 ? [{ size: scaleRange(MINUTE, minutes), text: match[0] }] : [];
  });
}

/** How many things the prompt asks a list of; undefined where it does not say. */
export function listedCount(text: string): number | undefined {
  const counts = [...text.matchAll(LISTED), ...text.matchAll(ELEMENTS)].map(({ groups }) =>
    numberOf(groups?.['number'] ?? ''),
  );
  return counts.find((count) => count > 1);
}

/** "an array of 5 objects", "exactly three elements". */
const ELEMENTS = new RegExp(
  String.raw`\b(?<number>\d{1,3}|${NUMBER}) (?:[a-z-]{2,20} )?(?:objects?|items?|entries|elements?|strings?)\b`,
  'g',
);

function briefOf(text: string): AnswerClue | undefined {
  if (!BRIEF.test(text)) return undefined;
  const name = 'brief';
  return {
    kind: 'stated',
    name,
    text: 'the prompt asks for a short answer',
    size: answerSize(name),
    form: 'text',
    isFree: true,
  };
}

const BRIEF =
  /\b(?:be|answers?|responds?|reply|replies|responses?|keep|very)\b[^.!?]{0,30}\b(?:brief|concise|concisely|short|terse|briefly|succinct|succinctly|to the point)\b|^[^.!?]{0,80}\b(?:briefly|in brief|concisely)\b|\b(?:kurz und knapp|antworte kurz|fasse dich kurz|brièvement|brevemente)\b|简短|简洁|簡潔に/;

function numberOf(written: string): number {
  return NUMBER_WORDS[written] ?? Number(written.replace(',', ''));
}

function sentenceAround(before: string, after: string): string {
  const start = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf('; '));
  const end = after.search(/[.;\n]/);
  return `${before.slice(start + 1)} ${end < 0 ? after : after.slice(0, end)}`;
}
