import type { Language } from '../../domain/language.ts';
import { isWorthParting, parse, parseParts } from '../../parsing/grammars.ts';
import { writePythonEdit } from './edits.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { mayPythonPassOn, pythonImports, pythonModules } from '../importNames.ts';
import { library } from './library.ts';
import { lowerModule } from './lowerModule.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { tooHard } from '../tooHard.ts';
import { topLevelParts } from './topLevelParts.ts';

const GRAMMAR = 'tree-sitter-python.wasm';

export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyw'],
  editorLanguageIds: ['python'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const parts = parsePython(text);
    return parts ? lowerModule(parts, uri, text) : tooHard(uri, text, 'python');
  },
  writeEdit({ text }, edit) {
    const parts = parsePython(text);
    return parts && writePythonEdit(joined(parts, text.length), text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates,
  hasInstalledImports: true,
  imports: { pathsIn: pythonImports, modulePaths: pythonModules, mayPassOn: mayPythonPassOn },
};

/**
 * The trees of the module's parts, with characters by their names (`\N{BULLET}`) blanked out: for each, the grammar looks
 * for the brace to the end of the file.
 */
function parsePython(text: string): readonly SyntaxNode[] | undefined {
  const parsed = text.includes('\\N{')
    ? text.replace(/\\N\{(?:[^{}\r\n"']{1,88}\})?/g, (name) => ' '.repeat(name.length))
    : text;
  const starts = topLevelParts(parsed);
  if (isWorthParting(parsed, starts)) return parseParts(GRAMMAR, parsed, starts);
  const root = parse(GRAMMAR, parsed);
  return root && [root];
}

function joined(parts: readonly SyntaxNode[], end: number): SyntaxNode {
  const children = parts.flatMap((part) => (part.type === 'ERROR' ? [part] : part.children));
  return { type: 'module', field: undefined, isNamed: true, isMissing: false, start: 0, end, children };
}
