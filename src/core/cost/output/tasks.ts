import type { AnswerClue, Instructions } from './clue.ts';
import { answerSize } from './answerSizes.ts';

/** What a prompt asks to do, by its verbs. Undefined when none of them says how long answers are. */
export function taskOf({ all, last }: Instructions): AnswerClue | undefined {
  const weak = last === '' ? undefined : (asked(WEAK_TASKS, last) ?? questionOf(last, all));
  return asked(STRONG_TASKS, all) ?? weak ?? (CHAT.test(all) ? clueOf('chat', 'a turn of a conversation') : undefined);
}

/** Name of its size, words for a person, pattern on lower-case text; repetitions are bounded. */
type Task = readonly [name: string, text: string, pattern: RegExp];

/** What the text names first counts: a prompt begins with what it is for. */
function asked(tasks: readonly Task[], text: string): AnswerClue | undefined {
  let first: { readonly at: number; readonly task: Task } | undefined;
  for (const task of tasks) {
    // Nothing that begins later counts.
    const at = (first === undefined ? text : text.slice(0, first.at + LONGEST_PHRASE)).search(task[2]);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, task };
  }
  return first && clueOf(first.task[0], first.task[1]);
}

/** Characters of the longest text that a task is known by. */
const LONGEST_PHRASE = 150;

function clueOf(name: string, text: string): AnswerClue {
  const isAsLong = name === 'translate' || name === 'rewrite';
  return { kind: 'task', name, text, size: answerSize(name), form: isAsLong ? 'as-material' : 'text', isFree: true };
}

const STRONG_TASKS: readonly Task[] = [
  [
    'code',
    'the prompt asks for code',
    /\b(?:write|generate|create|produce|implement|convert|refactor|fix|build|develop|complete|migrate|modify)\b[^.!?\n]{0,60}\b(?:code|functions?|scripts?|programs?|unit tests?|test cases|components?|file content|html|css|terraform|cloudformation|dockerfile|yaml|python|javascript|typescript|java|react|lambda|api|class)\b|\b(?:schreibe?|erstelle)\b[^.!?\n]{0,40}\b(?:code|programm|funktion)\b/,
  ],
  [
    'query',
    'the prompt asks for a query or command',
    /\b(?:write|generate|create|convert|transform|translate|produce|return|construct|build)\b[^.!?\n]{0,60}\b(?:sql|cypher|regex|regular expression|opensearch|elasticsearch|search quer(?:y|ies)|shell command|bash command|jq|query)\b|\btext[- ]to[- ]sql\b/,
  ],
  [
    'classify',
    'a classification',
    /\b(?:classif(?:y|ies|ier|ication|ying)|categori[sz](?:e|es|ing|ation)|sentiment|which of the following (?:categor|class|label)\w{0,4}|determine (?:if|whether)|decide (?:if|whether)|detect (?:if|whether|the language)|moderat(?:e|ion)|spam|intent|route (?:the|this|each)|router|triage|klassifizier\w{0,4}|kategorisier\w{0,4}|classe[rz]?|clasifica\w{0,2})\b|分类|分類/,
  ],
  [
    'judge',
    'a judgement',
    /\b(?:(?:score|grade|evaluate|assess|judge|rate|rank) (?:the|this|that|each|how|whether|if|all|it|on|from|their|a|an|its)|(?:select|choose|compare) (?:which|the) (?:response|answer|most|best)\w{0,2}|expert rater|bewerte|évalue|evalúa)\b|评分|評価/,
  ],
  [
    'extract',
    'what is extracted from a text',
    /\b(?:extract|extracting|extraction|named entit|identify (?:all|the|every|any)|pull out|parse (?:the|this)|extrahier\w{0,3}|extrai[st]?|extrae)\b|抽出|提取/,
  ],
  [
    'title',
    'a title or keywords',
    /\b(?:generate|write|create|suggest|give|come up with|provide|make|name)\b[^.!?\n]{0,50}\b(?:titles?|headlines?|slugs?|subject lines?|file ?names?|keywords?|tags|hashtags|slogans?|taglines?|short name)\b|\btitle (?:for|of) (?:the|this) (?:chat|conversation)\b/,
  ],
  [
    'rephrase',
    'a question said anew',
    /\b(?:rephrase|rewrite|reformulate|condense|reword|contextuali[sz]e)\b[^.!?\n]{0,80}\b(?:question|query|queries)\b|\bstandalone question\b/,
  ],
  [
    'translate',
    'a translation, as long as the text',
    /\b(?:translat(?:e|es|or|ion|ing)|übersetze?n?|übersetzung|tradui[st]|traduire|traduc[ei]\w{0,4})\b|翻译|翻訳/,
  ],
  [
    'rewrite',
    'a text written anew, as long as it is',
    /\b(?:rewrite|paraphrase|proofread|correct (?:the|this|any|all)|fix (?:the )?(?:grammar|spelling|typos)|improve (?:the|this) (?:text|writing|prompt|following)|reformat|anonymi[sz]e|redact|polish|korrigiere|corrige)\b/,
  ],
  [
    'summary',
    'a summary',
    /\b(?:summari[sz](?:e|es|er|ing|ation)|summary|summaries|tl;?dr|recap|key points|takeaways|fasse\b[^.!?\n]{0,60}\bzusammen|zusammenfassung|résume[rz]?|résumé|resume|resumen|resumir)\b|总结|摘要|要約/,
  ],
  [
    'short-text',
    'a short text',
    /\b(?:write|create|generate|draft|compose|produce|tell|give|make)\b[^.!?\n]{0,50}\b(?:haiku|limerick|tweet|jokes?|pun|riddle|one[- ]liner|greeting|caption|slogan|quote)\b/,
  ],
  [
    'story',
    'a poem, a letter or a short story',
    /\b(?:write|create|generate|draft|compose|produce|prepare|tell|schreibe?|écris|escribe)\b[^.!?\n]{0,60}\b(?:poem|poems|lyrics|email|e-mail|letter|post|message|short story|reply|description|gedicht|poème|poema)\b/,
  ],
  [
    'long-text',
    'a long text',
    /\b(?:write|create|generate|draft|compose|produce|prepare|plan|author|design|tell|schreibe?|rédige|écris|escribe|redacta)\b[^.!?\n]{0,60}\b(?:essay|reports?|article|blog(?: ?post)?|whitepaper|story|stories|chapter|speech|newsletter|biography|case study|documentation|proposal|itinerary|lesson|business plan|tutorial|guide|screenplay|script|curriculum|readme|press release|aufsatz|bericht|artikel|rapport|ensayo|informe)\b/,
  ],
  [
    'analysis',
    'an analysis or recommendations',
    /\b(?:analy[sz]e|assess|review|provide|generate|create|give|identify|suggest|make)\b[^.!?]{0,80}\b(?:insights?|recommendations?|analysis|suggestions|improvements|strategy|strategies|plan|feedback|breakdown|optimi[sz]ations?)\b/,
  ],
  [
    'grounded',
    'an answer from the given context',
    /\b(?:based on|using|from|given|use) (?:only )?(?:the )?(?:following |provided |given |retrieved |above |below |this )*(?:context|documents?|passages?|search results|sources|information|knowledge base|excerpts?|pieces of context)\b|\bif you (?:don't|do not) know the answer\b|\bcontext:/,
  ],
];

/** Who only says who it is has a conversation with somebody. */
const CHAT =
  /\b(?:you are|you're|du bist|tu es|eres|role of) (?:a|an|the|ein|eine|un|une)\b[^.!?\n]{0,80}\b(?:assistant|chat ?bot|agent|bot|concierge|companion|advisor|expert|assistent|asistente)\b|\bassistant:\s*$/;

const WEAK_TASKS: readonly Task[] = [
  [
    'describe',
    'a description or explanation',
    /\b(?:explain|describe|how (?:do|does|can|should|would|to)|why|compare|analy[sz]e|tell me (?:more )?about|discuss|elaborate|what(?:'s| is| are) the (?:difference|best|pros|benefits|impact|main)|review|give (?:me )?(?:an overview|details)|erkläre|beschreibe|explique|explica|write|plan|design)\b|解释|説明/,
  ],
  [
    'greeting',
    'a greeting',
    /^\s*(?:hello|hi|hey|good morning|hallo|bonjour|hola|你好|こんにちは)\b[^a-z]{0,3}(?:world|there|claude|how are you)?[^a-z]{0,3}$/,
  ],
];

/** Longer ones have material or instructions in them. */
const SHORT_QUESTION = 160;
const FACTUAL =
  /\?|(?:^|[.!\n:]\s?)(?:what(?:'s)?|who|when|where|which|how (?:much|many|old|long|far|tall|big)|name the|is|are|was|can|could|did|will|wer|wann|wo|qui|quand|où|quién|cuándo|dónde|qué)\b/;

/** "2 + 2", "the capital of France", "who wrote …": one fact. */
const ONE_FACT =
  /\d ?[-+*/×x^] ?\d|\bwhat(?:'s| is| was| are) the (?:[a-z]{1,20} ){0,2}[a-z]{1,20} (?:of|in|for) |\bwho (?:is|was|wrote|invented|won)\b|\bwhen (?:is|was|did)\b|\bhow (?:many|old|far|tall|much is)\b/;

/** "What is the capital of France?": an answer of a sentence; "What's in this image?": of some more. */
function questionOf(last: string, all: string): AnswerClue | undefined {
  const isAlone = last.length <= SHORT_QUESTION && all.length <= last.length + SHORT_QUESTION;
  if (!isAlone || !FACTUAL.test(last)) return undefined;
  return ONE_FACT.test(last) ? clueOf('fact', 'a short question for one fact') : clueOf('question', 'a short question');
}
