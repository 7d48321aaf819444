import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { writeGoEdit } from './edits.ts';
import { imports } from './imports.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { packages } from './packages.ts';
import { tooHard } from '../tooHard.ts';

const GRAMMAR = 'tree-sitter-go.wasm';

export const go: Language = {
  id: 'go',
  extensions: ['.go'],
  editorLanguageIds: ['go'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parse(GRAMMAR, text);
    if (root === undefined) return tooHard(uri, text, 'go');
    return lowerFile(root, uri, text);
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeGoEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates: () => [],
  packages,
  imports,
};
