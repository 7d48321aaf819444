import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { csharpImports, csharpModules, csharpTypes } from '../importNames.ts';
import { writeCSharpEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { GRAMMAR, parseSource } from './parseSource.ts';
import { settingFiles } from './settingFiles.ts';
import { tooHard } from '../tooHard.ts';

export const csharp: Language = {
  id: 'csharp',
  extensions: ['.cs', '.csx'],
  editorLanguageIds: ['csharp'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const source = parseSource(text);
    if (source === undefined) return tooHard(uri, text, 'csharp');
    const program = lowerFile(source.root, uri, source.text);
    return { ...program, syntaxErrors: [...program.syntaxErrors, ...source.unclosed] };
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeCSharpEdit(root, text, edit);
  },
  lineComment: (text) => `// ${text}`,
  library,
  // A namespace is no folder: what a name means is found by what files declare.
  moduleCandidates: () => [],
  hasBareTypes: true,
  settingFiles,
  imports: { pathsIn: csharpImports, modulePaths: csharpModules, declaredIn: csharpTypes },
};
