import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { jvmImports, jvmModules } from '../importNames.ts';
import { builders } from './builders.ts';
import { writeJavaEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { settingFiles } from './settingFiles.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { tooHard } from '../tooHard.ts';

export const java: Language = {
  id: 'java',
  extensions: ['.java'],
  editorLanguageIds: ['java'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const source = parseSource(text);
    if (source === undefined) return tooHard(uri, text, 'java');
    const program = lowerFile(source.root, uri, source.text);
    return { ...program, syntaxErrors: [...program.syntaxErrors, ...source.unclosed] };
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeJavaEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  moduleCandidates,
  builders,
  settingFiles,
  imports: { pathsIn: jvmImports, modulePaths: jvmModules },
};
