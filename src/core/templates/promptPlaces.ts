import type { SegmentRole } from '../domain/segment.ts';

/**
 * True when the names of folders or file say that prompts are kept there. `path` is in lower case with forward slashes.
 * In doubt no: a wrong yes makes findings in a page of documentation.
 */
export function isPromptPlace(path: string): boolean {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const [stem = ''] = file.split('.', 1);
  if (NEVER_FILES.has(stem) || folders.some((folder) => NEVER_FOLDERS.has(folder))) return false;
  if (PROMPT_STEM.test(stem) || /\.prompt\.[a-z0-9]+$/.test(file)) return true;
  return folders.some((folder) => PROMPT_FOLDER.test(folder));
}

const PROMPT_FOLDER = /^(?:[a-z0-9]+[-_.]){0,3}prompts?(?:[-_]?templates?)?(?:[-_][a-z0-9]+)?$/;
const PROMPT_STEM =
  /(?:^|[-_])prompt(?:[-_]?template)?(?:[-_]?v?\d+)?$|^(?:system|user)[-_]?(?:prompt|message|instructions?)/;

const NEVER_FILES = new Set([
  'readme',
  'changelog',
  'contributing',
  'license',
  'licence',
  'notice',
  'code_of_conduct',
  'index',
  'overview',
  '_index',
  'requirements',
  'robots',
  'todo',
]);

const NEVER_FOLDERS = new Set([
  'node_modules',
  'site-packages',
  'vendor',
  'docs',
  'doc',
  'documentation',
  'website',
  'blog',
  '_posts',
]);

/** The role of a text that names none: a file's name can say that it is the system's. */
export function roleOfFile(uri: string): SegmentRole {
  return /system[^/]*$/i.test(uri) ? 'system' : 'user';
}
