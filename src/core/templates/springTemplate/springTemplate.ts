/** `.st` files of Spring AI, and of StringTemplate, where prompts are kept. Source: Spring AI reference, "PromptTemplate": `{name}`. */
import { readPlain } from '../dialects/plain.ts';
import { wholeFileFormat } from '../wholeFileFormat.ts';

export const springTemplate = wholeFileFormat('spring-st', ['.st'], () => readPlain);
