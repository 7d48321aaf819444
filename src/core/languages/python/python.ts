import type { Language } from '../../domain/language.ts';
import { isWorthParting, parse, parseParts } from '../../parsing/grammars.ts';
import { writePythonEdit } from './edits.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { library } from './library.ts';
import { lowerModule } from './lowerModule.ts';
import { moduleCandidates } from './moduleCandidates.ts';
import { topLevelParts } from './topLevelParts.ts';

const GRAMMAR = 'tree-sitter-python.wasm';

export const python: Language = {
  id: 'python',
  extensions: ['.py', '.pyw'],
  editorLanguageIds: ['python'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const root = parsePython(text);
    if (root === undefined) return { uri, language: 'python', body: [], comments: [], syntaxErrors: [] };
    return lowerModule(root, uri, text);
  },
  writeEdit({ text }, edit) {
    const root = parsePython(text);
    return root && writePythonEdit(root, text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates,
};

/** Without characters by their names (`\N{BULLET}`): for each, the grammar looks for the brace to the end of the file. */
function parsePython(text: string): SyntaxNode | undefined {
  const parsed = text.includes('\\N{')
    ? text.replace(/\\N\{(?:[^{}\r\n"']{1,88}\})?/g, (name) => ' '.repeat(name.length))
    : text;
  const starts = topLevelParts(parsed);
  if (!isWorthParting(parsed, starts)) return parse(GRAMMAR, parsed);
  const roots = parseParts(GRAMMAR, parsed, starts);
  return roots && joined(roots, parsed.length);
}

function joined(roots: readonly SyntaxNode[], end: number): SyntaxNode {
  const children = roots.flatMap((root) => (root.type === 'ERROR' ? [root] : root.children));
  return { type: 'module', field: undefined, isNamed: true, isMissing: false, start: 0, end, children };
}
