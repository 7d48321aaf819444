import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { writePhpEdit } from './edits.ts';
import { phpImports, phpModules } from './imports.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { tooHard } from '../tooHard.ts';

const GRAMMAR = 'tree-sitter-php.wasm';

export const php: Language = {
  id: 'php',
  extensions: ['.php'],
  editorLanguageIds: ['php'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parse(GRAMMAR, text);
    return root ? lowerFile(root, uri, text) : tooHard(uri, text, 'php');
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writePhpEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates,
  imports: { pathsIn: phpImports, modulePaths: phpModules },
};
