/** What ends the words before the names: "JSON object with the following fields:", "keys:". */
const INTRODUCTION =
  /\b(?:json|object|dict|dictionary|output|response|answer|return|following|these|required|with)\b[^.!?\n:]{0,40}\b(?:keys|fields|properties|attributes)\b[^.!?\n:]{0,30}:/g;

/** `name`, `name (string)`, `name: what it is` at the head of a line of a list. */
const LISTED_NAME = /^ {0,8}(?:[-*•]|\d{1,2}[.)]) {1,3}["'`*]{0,3}(?<name>[a-z_][\w-]{0,40})["'`*]{0,3} ?(?:[:(–—-]|$)/;

/** `name`, `name (string)`: no blanks within a name, so that a sentence is no list of keys. */
const NAME_IN_LINE = /^(?:and |or )?["'`]?(?<name>[a-z_][\w-]{0,40})["'`]?(?: ?\([^()]{0,60}\))?$/;

const MAXIMUM_INTRODUCTIONS = 5;
const LONGEST_LIST = 2_000;

/**
 * Names of the keys of a JSON answer that a prompt lists without quotes, in one line or one a line. Empty where what follows is
 * no list.
 *
 * @param text lower case
 */
export function describedKeys(text: string): readonly string[] {
  for (const match of [...text.matchAll(INTRODUCTION)].slice(0, MAXIMUM_INTRODUCTIONS)) {
    const rest = text.slice(match.index + match[0].length).slice(0, LONGEST_LIST);
    const names = /^ *\r?\n/.test(rest) ? namesInLines(rest) : namesInLine(rest);
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

function namesInLines(rest: string): readonly string[] {
  const names: string[] = [];
  for (const line of rest.split(/\r?\n/).slice(1)) {
    const name = LISTED_NAME.exec(line)?.groups?.['name'];
    if (name !== undefined) names.push(name);
    // What a key holds can go on below its name.
    else if (line.trim() === '' ? names.length > 0 : !/^ {2,}\S/.test(line)) break;
  }
  return names;
}

function namesInLine(rest: string): readonly string[] {
  const [line = ''] = rest.split(/\n|[.;](?:\s|$)/, 1);
  const pieces = line.split(/,(?: and | or )?| and /).map((piece) => piece.trim());
  const names = pieces.map((piece) => NAME_IN_LINE.exec(piece)?.groups?.['name']);
  return names.every((name) => name !== undefined) ? names : [];
}
