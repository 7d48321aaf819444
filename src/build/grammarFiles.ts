/** Where grammars lie among the installed packages. */
const COLLECTION = '@vscode/tree-sitter-wasm';

/** Grammars that the collection does not have, with the package that each comes in and its folder there. */
const OWN_PACKAGES: Readonly<Record<string, readonly [name: string, folder: string]>> = {
  'tree-sitter-kotlin.wasm': ['@tree-sitter-grammars/tree-sitter-kotlin', ''],
  'tree-sitter-swift.wasm': ['@repomix/tree-sitter-wasms', 'out/'],
  'tree-sitter-terraform.wasm': ['@tree-sitter-grammars/tree-sitter-hcl', ''],
};

/** Package that a grammar is taken from. */
export function grammarPackage(grammar: string): string {
  return OWN_PACKAGES[grammar]?.[0] ?? COLLECTION;
}

/** Path of a grammar below the project's folder. */
export function grammarFile(grammar: string): string {
  const own = OWN_PACKAGES[grammar];
  return own === undefined
    ? `node_modules/${COLLECTION}/wasm/${grammar}`
    : `node_modules/${own[0]}/${own[1]}${grammar}`;
}
