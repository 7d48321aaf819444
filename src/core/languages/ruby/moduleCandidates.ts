import { underscored } from './underscored.ts';

/** Folders below which Rails looks for classes, likeliest first. */
const LOADED = [
  ...['app/models', 'app/services', 'app/lib', 'lib', 'app/jobs', 'app/controllers', 'app/models/concerns'],
  ...['app/clients', 'app/agents', 'app/llm', 'app/ai', 'app/chats', 'app/tools', 'app/prompts', 'app/helpers'],
  ...['app/interactors', 'app/operations', 'app/use_cases', 'app/queries', 'app/workers', 'app', 'src'],
];

/**
 * A constant stands in a file of its path in lower case, below a folder that is looked through; a required path is one of a file,
 * relative or below `lib`.
 */
export function moduleCandidates(specifier: string): readonly string[] {
  if (specifier.startsWith('.')) return [specifier.endsWith('.rb') ? specifier : `${specifier}.rb`];
  if (!/^[A-Z]/.test(specifier)) return required(specifier);
  const steps = specifier.split('::').map(underscored);
  const path = steps.join('/');
  return [`./${path}.rb`, ...LOADED.map((folder) => `${folder}/${path}.rb`), `${path}.rb`];
}

function required(path: string): readonly string[] {
  const file = path.replace(/\.rb$/, '');
  return file.includes('..') || file.startsWith('/') ? [] : [`lib/${file}.rb`, `${file}.rb`];
}
