import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { builders } from './builders.ts';
import { writeRustEdit } from './edits.ts';
import { imports } from './textualImports.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { tooHard } from '../tooHard.ts';

export const rust: Language = {
  id: 'rust',
  extensions: ['.rs'],
  editorLanguageIds: ['rust'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const source = parseSource(text);
    return source ? lowerFile(source, uri) : tooHard(uri, text, 'rust');
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeRustEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates,
  builders,
  imports,
};
