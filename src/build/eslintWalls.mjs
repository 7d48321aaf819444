/** The import table of `walls.mjs` as an ESLint rule, so that a wrong import is red while it is typed. */
import path from 'node:path';
import { importViolation } from './walls.mjs';

/** @type {import('eslint').Rule.RuleModule} */
const imports = {
  meta: { type: 'problem', schema: [], docs: { description: 'keep to the import table of src/build/walls.mjs' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename);

    /** @param {import('estree').Node | null | undefined} source */
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = importViolation(file, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (/** @type {{ source: import('estree').Node }} */ node) => check(node.source),
    };
  },
};

export default { rules: { imports } };
