/**
 * Documents inside of documents: shell in Makefiles, code in the fences of Markdown and in YAML, what a shell hands to another
 * language. All code of one language in a file is one document, as long as the file itself, in which everything else is
 * blank: every offset in it is one of the file, and so is every edit.
 */
import type { LanguageId } from '../../domain/languageId.ts';
import type { TextRange } from '../../util/text.ts';
import { extensionOf, fileName } from '../../util/uris.ts';
import { piecesOfDockerfile, piecesOfMakefile } from './buildFiles.ts';
import { piecesOfHeredocs } from './heredocs.ts';
import { piecesOfInlineCode, piecesOfTerraform } from './inlineCode.ts';
import { piecesOfMarkdown } from './markdown.ts';
import { blank } from './piece.ts';
import type { Piece } from './piece.ts';
import { piecesOfYaml } from './yamlBlocks.ts';

export interface EmbeddedDocument {
  readonly language: LanguageId;
  readonly text: string;
  /** Where its pieces stand, in their order. */
  readonly ranges: readonly TextRange[];
}

/** Ends of the names of files that are no source code but can hold some, lower case. */
export const DOCUMENT_ENDINGS: readonly string[] = ['.md', '.mdx', '.markdown', 'makefile', '.mk', 'dockerfile'];

/** Ids that editors give to them. */
export const DOCUMENT_EDITOR_LANGUAGE_IDS: readonly string[] = ['markdown', 'mdx', 'makefile', 'dockerfile'];

export function mayHoldDocuments(uri: string): boolean {
  return readerFor(uri) !== undefined;
}

/** Empty for files that hold none. Never throws. */
export function embeddedDocuments(uri: string, text: string): readonly EmbeddedDocument[] {
  const read = readerFor(uri);
  if (read === undefined || text.length > MAXIMUM_LENGTH) return [];
  const pieces = read(text);
  const languages = [...new Set(pieces.map(({ language }) => language))];
  // What stands inside of other code comes first: who looks for the code at an offset finds the innermost.
  return [true, undefined].flatMap((nested) =>
    languages.flatMap((language) => {
      const own = pieces.filter((piece) => piece.language === language && piece.isNested === nested);
      return own.length === 0 ? [] : [documentOf(text, language, own)];
    }),
  );
}

/** Larger files are data. */
const MAXIMUM_LENGTH = 2_000_000;

function readerFor(uri: string): ((text: string) => readonly Piece[]) | undefined {
  const name = fileName(uri).toLowerCase();
  if (/^makefile(?:\.|$)|\.mk$/.test(name)) return (text) => [...piecesOfMakefile(text), ...piecesOfHeredocs(text)];
  if (/^dockerfile(?:\.|$)|\.dockerfile$/.test(name))
    return (text) => [...piecesOfDockerfile(text), ...piecesOfHeredocs(text)];
  return READERS[extensionOf(uri)];
}

const READERS: Readonly<Record<string, (text: string) => readonly Piece[]>> = {
  '.md': (text) => [...piecesOfMarkdown(text), ...piecesOfHeredocs(text)],
  '.mdx': (text) => [...piecesOfMarkdown(text), ...piecesOfHeredocs(text)],
  '.markdown': (text) => [...piecesOfMarkdown(text), ...piecesOfHeredocs(text)],
  '.yml': (text) => [...piecesOfYaml(text), ...piecesOfHeredocs(text)],
  '.yaml': (text) => [...piecesOfYaml(text), ...piecesOfHeredocs(text)],
  '.tf': piecesOfTerraform,
  '.tofu': piecesOfTerraform,
  '.ts': piecesOfInlineCode,
  '.js': piecesOfInlineCode,
  '.py': piecesOfInlineCode,
  '.sh': piecesOfHeredocs,
  '.bash': piecesOfHeredocs,
};

function documentOf(text: string, language: LanguageId, pieces: readonly Piece[]): EmbeddedDocument {
  const sorted = [...pieces].sort((a, b) => a.range.start - b.range.start);
  const parts: string[] = [];
  const ranges: TextRange[] = [];
  let done = 0;
  for (const { range, text: code } of sorted) {
    if (range.start < done) continue;
    parts.push(blank(text.slice(done, range.start)), code);
    ranges.push(range);
    done = range.end;
  }
  parts.push(blank(text.slice(done)));
  return { language, text: parts.join(''), ranges };
}
