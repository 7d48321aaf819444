import type { Language } from '../../domain/language.ts';
import { writeTypeScriptEdit } from './edits.ts';
import { mayScriptPassOn, scriptImports, scriptModules } from '../importNames.ts';
import { library } from './library.ts';
import { lowerProgram } from './lowerProgram.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { TSX_GRAMMAR, TYPESCRIPT_GRAMMAR } from './parseSource.ts';

/** TypeScript, with and without JSX. */
export const typescript: Language = {
  ...shared(),
  id: 'typescript',
  extensions: ['.ts', '.tsx', '.mts', '.cts'],
  editorLanguageIds: ['typescript', 'typescriptreact'],
  lower: (source) => lowerProgram(source, 'typescript'),
};

/** JavaScript as modules, as CommonJS and with JSX; read with TypeScript's grammar, which contains it. */
export const javascript: Language = {
  ...shared(),
  id: 'javascript',
  extensions: ['.js', '.jsx', '.mjs', '.cjs'],
  editorLanguageIds: ['javascript', 'javascriptreact'],
  lower: (source) => lowerProgram(source, 'javascript'),
};

function shared(): Pick<
  Language,
  'grammars' | 'writeEdit' | 'lineComment' | 'library' | 'moduleCandidates' | 'imports'
> {
  return {
    grammars: [TYPESCRIPT_GRAMMAR, TSX_GRAMMAR],
    writeEdit: writeTypeScriptEdit,
    lineComment: (text) => `// ${text}`,
    library,
    moduleCandidates,
    imports: { pathsIn: scriptImports, modulePaths: scriptModules, mayPassOn: mayScriptPassOn },
  };
}
