/** Liquid files where prompts are kept; its tags and holes are Jinja's. */
import { readJinja } from '../dialects/jinja.ts';
import { wholeFileFormat } from '../wholeFileFormat.ts';

export const liquid = wholeFileFormat('liquid', ['.liquid'], () => readJinja);
