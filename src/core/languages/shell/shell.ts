import type { Language } from '../../domain/language.ts';
import { writeShellEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { tooHard } from '../tooHard.ts';

export const shell: Language = {
  id: 'shell',
  extensions: ['.sh', '.bash', '.zsh', '.ksh'],
  editorLanguageIds: ['shellscript'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parseSource(text);
    if (root === undefined) return tooHard(uri, text, 'shell');
    return lowerFile(root, uri, text);
  },
  writeEdit({ text }, edit) {
    const root = parseSource(text);
    return root && writeShellEdit(root, text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates,
};
