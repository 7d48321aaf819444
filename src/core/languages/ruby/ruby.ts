import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { writeRubyEdit } from './edits.ts';
import { rubyImports, rubyModules } from './imports.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { tooHard } from '../tooHard.ts';

const GRAMMAR = 'tree-sitter-ruby.wasm';

export const ruby: Language = {
  id: 'ruby',
  extensions: ['.rb', '.rake', '.ru'],
  editorLanguageIds: ['ruby'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parse(GRAMMAR, text);
    return root ? lowerFile(root, uri, text) : tooHard(uri, text, 'ruby');
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeRubyEdit(root, text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates,
  callsReadFields: true,
  imports: {
    pathsIn: rubyImports,
    modulePaths: rubyModules,
    mayPassOn: (text) => !/^[ \t]*(?:def|class|module)\b/m.test(text),
  },
};
