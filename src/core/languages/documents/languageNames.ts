import type { LanguageId } from '../../domain/languageId.ts';

const NAMES: Readonly<Record<string, LanguageId>> = {
  python: 'python',
  python3: 'python',
  py: 'python',
  ipython: 'python',
  pycon: 'python',
  ts: 'typescript',
  typescript: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  js: 'javascript',
  javascript: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  node: 'javascript',
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  console: 'shell',
  'shell-session': 'shell',
  shellsession: 'shell',
  terminal: 'shell',
  java: 'java',
  kotlin: 'kotlin',
  kt: 'kotlin',
  go: 'go',
  golang: 'go',
  csharp: 'csharp',
  cs: 'csharp',
  'c#': 'csharp',
  rust: 'rust',
  rs: 'rust',
  ruby: 'ruby',
  rb: 'ruby',
  php: 'php',
  swift: 'swift',
};

/** By the word behind a fence, a command or the ending of a file's name. */
export function languageNamed(name: string): LanguageId | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined;
}

/** Of code that nothing names a language for. */
export function languageOfCode(code: string): LanguageId | undefined {
  // What stands in here-documents says nothing of what is around them.
  if (
    /<<-?[ \t]*["']?[A-Za-z_]/.test(code) &&
    /^[ \t]*(?:- )?(?:cat|echo|cd|export|aws|python3?|pip3?|node|set|mkdir)\b/m.test(code)
  )
    return 'shell';
  if (/^[ \t]*(?:import \w|from [\w.]+ import )|^[ \t]*(?:async )?def \w+\([^\n\r)\u2028\u2029]*\).*:\s*$/m.test(code))
    return 'python';
  if (
    /\brequire\(['"]|^[ \t]*(?:import|export) .*\bfrom ['"]|^[ \t]*(?:export )?(?:async )?function \w+\(|^[ \t]*const \w+ =/m.test(
      code,
    )
  )
    return 'javascript';
  return /^[ \t]*(?:[$#] )?(?:\w+=\S* )*(?:\w+=["']?\$\(|(?:if|while|until) (?:! )?)?(?:time )?(?:aws|curl)\b/m.test(
    code,
  )
    ? 'shell'
    : undefined;
}
