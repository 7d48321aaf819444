/** XML where prompts are kept: its tags are sent as they are. */
import { readJinja } from '../dialects/jinja.ts';
import { readPlain } from '../dialects/plain.ts';
import { wholeFileFormat } from '../wholeFileFormat.ts';

export const xml = wholeFileFormat('xml', ['.xml'], (text) =>
  /\{%-?\s*(?:if|for|set)\b/.test(text) ? readJinja : readPlain,
);
