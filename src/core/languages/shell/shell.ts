import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { writeShellEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';

const GRAMMAR = 'tree-sitter-bash.wasm';

export const shell: Language = {
  id: 'shell',
  extensions: ['.sh', '.bash', '.zsh', '.ksh'],
  editorLanguageIds: ['shellscript'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parse(GRAMMAR, text);
    if (root === undefined) return { uri, language: 'shell', body: [], comments: [], syntaxErrors: [] };
    return lowerFile(root, uri, text);
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeShellEdit(root, text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates,
};
