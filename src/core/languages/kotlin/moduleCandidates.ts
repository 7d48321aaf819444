import { moduleCandidates as javaCandidates } from '../java/moduleCandidates.ts';

/** Files that packages keep their constants and functions in, which stand in no class. */
const USUAL_NAMES = ['Constants', 'Config', 'Configuration', 'Models', 'Prompts', 'Utils', 'Main', 'Application'];

/** A class mostly stands in a file of its name; what stands in none is looked for in files with usual names. */
export function moduleCandidates(specifier: string, name = ''): readonly string[] {
  const [java] = javaCandidates(specifier, name);
  if (java === undefined) return [];
  const folder = java.slice(0, java.lastIndexOf('/') + 1);
  const own = [`${folder}${name}.kt`, java];
  return /^[A-Z]\w*[a-z]/.test(name) ? own : [...own, ...USUAL_NAMES.map((usual) => `${folder}${usual}.kt`)];
}
