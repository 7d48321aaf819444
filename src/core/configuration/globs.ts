import picomatch from 'picomatch/posix.js';

/** Matches paths that are relative to one folder, with `/` and without a leading `./`. */
export type PathMatcher = (path: string) => boolean;

const MAXIMUM_GLOB_LENGTH = 300;
/** Wildcards of one path segment: matching takes a time of about the path's length to the power of this. */
const MAXIMUM_STARS_IN_SEGMENT = 3;
const MAXIMUM_GLOBSTARS = 4;
const MAXIMUM_ALTERNATIVES = 50;

/**
 * Why a glob is not accepted, or undefined when it is. Globs come from files that somebody else may have written; these
 * bounds keep matching fast. There are no regular expressions: parentheses, `+` and `|` stand for themselves.
 */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === '') return 'the glob is empty';
  if (glob.length > MAXIMUM_GLOB_LENGTH) return `the glob is longer than ${MAXIMUM_GLOB_LENGTH} characters`;
  if (glob.startsWith('!')) return 'a glob cannot be negated here';
  if (glob.includes('\\')) return 'a glob is written with `/`, and without backslashes';
  if (glob.split('/').includes('..')) return 'a glob cannot lead out of its folder';
  if (count(glob, '**') > MAXIMUM_GLOBSTARS) return `more than ${MAXIMUM_GLOBSTARS} \`**\` in one glob`;
  if (glob.split('/').some((segment) => count(segment.replaceAll('**', '*'), '*') > MAXIMUM_STARS_IN_SEGMENT)) {
    return `more than ${MAXIMUM_STARS_IN_SEGMENT} \`*\` between two slashes`;
  }
  return bracesProblem(glob);
}

/**
 * A matcher for several globs; true when one of them fits. As in `.gitignore`, a glob without a slash fits at any depth,
 * and one that names a folder fits everything in it. Globs with a {@link globProblem} fit nothing.
 */
export function compileGlobs(globs: readonly string[]): PathMatcher {
  const patterns = globs.filter((glob) => globProblem(glob) === undefined).flatMap(patternsOf);
  if (patterns.length === 0) return () => false;
  return memoized(picomatch(patterns, { dot: true, noextglob: true, nonegate: true }));
}

/** A matcher for names that have no folders, such as those of placeholders. */
export function compileNameGlob(glob: string): PathMatcher {
  if (globProblem(glob) !== undefined) return () => false;
  return picomatch(escapeGroups(glob), { dot: true, noextglob: true, nonegate: true, bash: true });
}

/** True when `text` has a character that makes it more than a name. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

function patternsOf(glob: string): readonly string[] {
  const trimmed = escapeGroups(glob.replace(/^\.?\//, '').replace(/\/$/, ''));
  const anchored = glob.startsWith('/') || trimmed.includes('/') ? trimmed : `**/${trimmed}`;
  return anchored.endsWith('/**') ? [anchored] : [anchored, `${anchored}/**`];
}

/** The matching library passes groups on to the regular expression; here they are text. */
function escapeGroups(glob: string): string {
  return glob.replace(/[()+|^$]/g, '\\$&');
}

function bracesProblem(glob: string): string | undefined {
  let depth = 0;
  let alternatives = 0;
  for (const character of glob) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ',' && depth > 0) alternatives += 1;
    if (depth > 1) return 'braces within braces';
  }
  if (alternatives > MAXIMUM_ALTERNATIVES) return `more than ${MAXIMUM_ALTERNATIVES} alternatives in one glob`;
  return depth === 0 ? undefined : 'a brace is not closed';
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function memoized(matches: PathMatcher): PathMatcher {
  const known = new Map<string, boolean>();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) {
      answer = matches(path);
      if (known.size >= 20_000) known.clear();
      known.set(path, answer);
    }
    return answer;
  };
}
