import type { LanguageId } from '../domain/languageId.ts';
import type { Program } from '../domain/program.ts';

/** The program of a text that no parser ends with: nothing of it is known. */
export function tooHard(uri: string, text: string, language: LanguageId): Program {
  const whole = { start: 0, end: text.length };
  return { uri, language, body: [], comments: [], syntaxErrors: [whole], isTooHard: true };
}
