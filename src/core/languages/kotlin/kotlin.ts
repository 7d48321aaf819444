import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { jvmImports, jvmModules } from '../importNames.ts';
import { settingFiles } from '../java/settingFiles.ts';
import { builders } from './builders.ts';
import { writeKotlinEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { tooHard } from '../tooHard.ts';

export const kotlin: Language = {
  id: 'kotlin',
  extensions: ['.kt', '.kts'],
  editorLanguageIds: ['kotlin'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const source = parseSource(text);
    if (source === undefined) return tooHard(uri, text, 'kotlin');
    const program = lowerFile(source.root, uri, source.text);
    return { ...program, syntaxErrors: [...program.syntaxErrors, ...source.leftOut] };
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeKotlinEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates,
  builders,
  settingFiles,
  imports: { pathsIn: jvmImports, modulePaths: jvmModules },
};
