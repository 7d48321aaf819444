import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { builders } from './builders.ts';
import { writeSwiftEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { packageFiles } from './packageFiles.ts';
import { tooHard } from '../tooHard.ts';

export const swift: Language = {
  id: 'swift',
  extensions: ['.swift'],
  editorLanguageIds: ['swift'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const source = parseSource(text);
    if (source === undefined) return tooHard(uri, text, 'swift');
    const program = lowerFile(source.root, uri, source.text);
    return { ...program, syntaxErrors: [...program.syntaxErrors, ...source.leftOut] };
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeSwiftEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates: () => [],
  packageFiles,
  hasBareTypes: true,
  builders,
};
