/** Applies the fixes of findings to texts, in rounds, until nothing changes. Nothing is written here. */
import { languageById } from '../languages/index.ts';
import { readNotebook, writeNotebookEdits } from '../languages/notebook/notebook.ts';
import type { FileEdit, WrittenFix } from '../report/checkedFile.ts';
import type { FileAnalysis } from '../report/fileAnalysis.ts';
import type { SourcePlace } from '../report/positions.ts';
import { PlaceIndex } from '../report/positions.ts';
import { readTemplates } from '../templates/index.ts';
import type { Finding } from '../domain/finding.ts';
import type { FixSafety } from '../domain/edit.ts';
import type { TextEdit } from '../util/text.ts';
import { applyEdits } from '../util/text.ts';
import { extensionOf } from '../util/uris.ts';
import type { Analyzer } from './analyzer.ts';
import { sourceLookup } from './checkedFile.ts';
import { readSource } from './sourceView.ts';
import { haveOverlap, writeFix } from './writeFix.ts';

export interface FixOptions {
  readonly analyzer: Analyzer;
  /** `safe` fixes only, or those too that can change what the program does. */
  readonly safety: FixSafety;
  /** The whole text of a file, as fixes left it; undefined when it cannot be read. */
  readText(uri: string): Promise<string | undefined>;
  /** From now on analyses and {@link readText} get this text. */
  setText(uri: string, text: string): void;
}

export interface FixOutcome {
  /** New texts of the files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly AppliedFix[];
  /** Not applied, since the text would not have been valid afterwards. */
  readonly refused: readonly AppliedFix[];
  /** All analyses as they are after the fixes, in the order given. */
  readonly analyses: readonly FileAnalysis[];
}

export interface AppliedFix {
  readonly uri: string;
  readonly rule: string;
  readonly title: string;
  /** Where the finding stood when it was fixed. */
  readonly place: SourcePlace;
}

/** A fix can uncover another finding; one that goes on for longer goes in circles. */
const MAXIMUM_ROUNDS = 10;

/** Rejects only when an asset is missing. Of fixes that meet in one place the first is applied, the others a round later. */
export async function applyFixes(analyses: readonly FileAnalysis[], options: FixOptions): Promise<FixOutcome> {
  const run = new FixRun(analyses, options);
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    if (!(await run.round())) break;
  }
  return run.outcome();
}

/** A fix that can be written, with the finding that it resolves. */
interface Candidate {
  readonly key: string;
  readonly written: WrittenFix;
  readonly about: AppliedFix;
}

/** More of one file wait for the next round. */
const MAXIMUM_FIXES_OF_FILE = 300;

class FixRun {
  readonly #options: FixOptions;
  readonly #analyses: Map<string, FileAnalysis>;
  readonly #texts = new Map<string, string>();
  readonly #applied: AppliedFix[] = [];
  readonly #refused: AppliedFix[] = [];
  /** What was tried once: a finding that stays after its fix is not fixed again. */
  readonly #tried = new Set<string>();

  constructor(analyses: readonly FileAnalysis[], options: FixOptions) {
    this.#analyses = new Map(analyses.map((analysis) => [analysis.uri, analysis]));
    this.#options = options;
  }

  outcome(): FixOutcome {
    return {
      texts: this.#texts,
      applied: this.#applied,
      refused: this.#refused,
      analyses: [...this.#analyses.values()],
    };
  }

  /** False when there was nothing to do. */
  async round(): Promise<boolean> {
    const chosen = withoutOverlaps(this.#candidates());
    for (const { key } of chosen) this.#tried.add(key);
    const accepted = (await this.#staysValid(editsOf(chosen))) ? chosen : await this.#validOnes(chosen);
    this.#applied.push(...accepted.map(({ about }) => about));
    const edits = editsOf(accepted);
    if (edits.length === 0) return false;
    for (const [uri, text] of (await this.#textsWith(edits)) ?? []) this.#change(uri, text);
    await this.#analyzeAgain(new Set(edits.map(({ uri }) => uri)));
    return true;
  }

  /** One by one, where all together would break a file; notes those that do. */
  async #validOnes(chosen: readonly Candidate[]): Promise<readonly Candidate[]> {
    const accepted: Candidate[] = [];
    for (const candidate of chosen) {
      if (await this.#staysValid(editsOf([...accepted, candidate]))) accepted.push(candidate);
      else this.#refused.push(candidate.about);
    }
    return accepted;
  }

  #candidates(): readonly Candidate[] {
    return [...this.#analyses.values()].flatMap((analysis) => {
      const places = new PlaceIndex(analysis.source);
      const sourceOf = sourceLookup(analysis, this.#options.analyzer);
      let count = 0;
      return analysis.findings.flatMap((finding): readonly Candidate[] => {
        if (count >= MAXIMUM_FIXES_OF_FILE) return [];
        for (const fix of finding.fixes.filter(({ safety }) => this.#isAllowed(safety))) {
          const key = keyOf(finding, fix.title);
          const written = this.#tried.has(key) ? undefined : writeFix(fix, sourceOf);
          if (written === undefined) continue;
          const { rule, uri, range } = finding;
          count++;
          return [{ key, written, about: { uri, rule, title: fix.title, place: places.placeOf(range) } }];
        }
        return [];
      });
    });
  }

  #isAllowed(safety: FixSafety): boolean {
    return safety === 'safe' || this.#options.safety === 'unsafe';
  }

  /** Whether no file has more mistakes with these edits than without them. */
  async #staysValid(edits: readonly FileEdit[]): Promise<boolean> {
    const texts = await this.#textsWith(edits);
    if (texts === undefined) return false;
    for (const [uri, text] of texts) {
      const before = await this.#options.readText(uri);
      if (before === undefined || mistakesIn(uri, text) > mistakesIn(uri, before)) return false;
    }
    return true;
  }

  /** The files' texts after edits; undefined when one of the edits has no place in its file. */
  async #textsWith(edits: readonly FileEdit[]): Promise<ReadonlyMap<string, string> | undefined> {
    const texts = new Map<string, string>();
    for (const uri of new Set(edits.map((edit) => edit.uri))) {
      const text = await this.#options.readText(uri);
      const own = edits.filter((edit) => edit.uri === uri);
      const inFile = text === undefined ? undefined : editsOfFile(uri, text, own);
      if (text === undefined || inFile === undefined) return undefined;
      texts.set(uri, applyEdits(text, inFile));
    }
    return texts;
  }

  #change(uri: string, text: string): void {
    this.#texts.set(uri, text);
    this.#options.setText(uri, text);
    this.#options.analyzer.forget(uri);
  }

  /** The changed files, and those whose values were read from them. */
  async #analyzeAgain(changed: ReadonlySet<string>): Promise<void> {
    for (const [uri, { dependencies }] of [...this.#analyses]) {
      if (!changed.has(uri) && !dependencies.some((dependency) => changed.has(dependency))) continue;
      const text = await this.#options.readText(uri);
      if (text !== undefined) this.#analyses.set(uri, await this.#options.analyzer.analyze(uri, text));
    }
  }
}

function editsOf(candidates: readonly Candidate[]): readonly FileEdit[] {
  return candidates.flatMap(({ written }) => written.edits);
}

/** Of those that meet in one place the first. */
function withoutOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const taken = new Map<string, readonly FileEdit[]>();
  return candidates.filter(({ written: { edits } }) => {
    const uris = [...new Set(edits.map(({ uri }) => uri))];
    const withOwn = uris.map(
      (uri) => [uri, [...(taken.get(uri) ?? []), ...edits.filter((edit) => edit.uri === uri)]] as const,
    );
    if (withOwn.some(([, own]) => haveOverlap(own))) return false;
    for (const [uri, own] of withOwn) taken.set(uri, own);
    return true;
  });
}

function keyOf({ rule, uri, callSite, message }: Finding, title: string): string {
  return JSON.stringify([rule, uri, callSite ?? message, title]);
}

/** Edits of a notebook's code become edits of its JSON. */
function editsOfFile(uri: string, text: string, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  if (extensionOf(uri) !== '.ipynb') return edits;
  const notebook = readNotebook(text);
  return notebook && writeNotebookEdits(text, notebook, edits);
}

/** Places that a language or a template format cannot read. The languages' grammars must be loaded. */
function mistakesIn(uri: string, text: string): number {
  const { view, problems } = readSource(uri, text);
  const language = view.language === undefined ? undefined : languageById(view.language);
  const ofTemplates = readTemplates({ uri, text: view.text }).flatMap((template) => template.problems).length;
  const own = language?.lower({ uri, text: view.text }).syntaxErrors.length ?? 0;
  return problems.length + ofTemplates + own;
}
