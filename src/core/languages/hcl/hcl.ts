import type { Language } from '../../domain/language.ts';
import { parse } from '../../parsing/grammars.ts';
import { writeHclEdit } from './edits.ts';
import { library } from './library.ts';
import { lowerFile } from './lowerFile.ts';
import { GRAMMAR, parseFile } from './parseFile.ts';
import { tooHard } from '../tooHard.ts';
import { LOADED_VALUES, NAMED_VALUES, ownModule, packageFiles, usedModules } from './moduleFiles.ts';

/** Terraform, also as OpenTofu: its files, and those of its variables' values. */
export const hcl: Language = {
  id: 'terraform',
  extensions: ['.tf', '.tofu', '.tfvars'],
  editorLanguageIds: ['terraform', 'opentofu', 'terraform-vars'],
  grammars: [GRAMMAR],
  lower({ uri, text }) {
    const roots = parseFile(text);
    return roots ? lowerFile(roots, uri, text) : tooHard(uri, text, 'terraform');
  },
  writeEdit({ text }, edit) {
    const root = parse(GRAMMAR, text);
    return root && writeHclEdit(root, text, edit);
  },
  lineComment: (text) => `# ${text}`,
  library,
  moduleCandidates: () => [],
  packageFiles,
  imports: { pathsIn: usedModules, modulePaths: ownModule },
  modules: {
    uses: [{ callee: 'module', source: 'source' }],
    loadedValues: LOADED_VALUES,
    namedValues: NAMED_VALUES,
  },
};
