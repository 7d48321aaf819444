import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type * as z from 'zod';
import { Catalog } from './catalog.ts';
import type { CatalogData, ModelData, PriceRow } from './catalogData.ts';
import { CATALOG_FORMAT } from './catalogData.ts';
import { chargesFileSchema, familyFileSchema, regionsFileSchema, sourcesFileSchema } from './catalogSchema.ts';
import type { FamilyFile, ModelEntry } from './catalogSchema.ts';
import { Regions } from './regions.ts';

export interface CatalogProblem {
  /** Path below `data/`. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** `models[2].prices[0].input` */
  readonly field: string;
  readonly message: string;
}

export interface ParsedCatalog {
  /** Undefined when there is a problem: half a catalogue would price wrongly. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly CatalogProblem[];
}

const REGIONS_FILE = 'regions.yaml';
const SOURCES_FILE = 'sources.yaml';
const CHARGES_FILE = 'charges.yaml';

/**
 * Reads the YAML files of `data/`.
 * @param files path below `data/` (`anthropic/claude-5.yaml`, `/` between folders) → text
 */
export function parseCatalog(files: ReadonlyMap<string, string>): ParsedCatalog {
  const problems: CatalogProblem[] = [];
  const read = <Shape>(path: string, schema: z.ZodType<Shape>): SourceFile<Shape> | undefined => {
    const text = files.get(path);
    if (text !== undefined) return readFile(path, text, schema, problems);
    problems.push({ file: path, line: 1, field: '', message: 'is missing' });
    return undefined;
  };
  const regions = read(REGIONS_FILE, regionsFileSchema);
  const sources = read(SOURCES_FILE, sourcesFileSchema);
  const charges = files.has(CHARGES_FILE) ? read(CHARGES_FILE, chargesFileSchema) : undefined;
  const families = [...files.keys()]
    .filter((path) => path.endsWith('.yaml') && path.includes('/'))
    .sort()
    .map((path) => read(path, familyFileSchema));
  if (problems.length > 0 || regions === undefined || sources === undefined) return { catalog: undefined, problems };

  const readFamilies = families.filter((family) => family !== undefined);
  const data: CatalogData = {
    format: CATALOG_FORMAT,
    ...regions.value,
    sources: sources.value,
    charges: charges?.value ?? [],
    models: readFamilies.flatMap((family) => family.value.models.map((entry) => mergeShared(family.value, entry))),
  };
  checkReferences(data, readFamilies, problems);
  return { catalog: problems.length === 0 ? new Catalog(data) : undefined, problems };
}

/** For a person, a line each: `anthropic/claude-5.yaml:12: models[0].prices[1].input: …`. */
export function formatProblems(problems: readonly CatalogProblem[]): string {
  return problems
    .map(({ file, line, field, message }) => `${file}:${line}: ${field === '' ? '' : `${field}: `}${message}`)
    .join('\n');
}

interface SourceFile<Shape> {
  readonly path: string;
  readonly value: Shape;
  problemAt(field: readonly PropertyKey[], message: string): CatalogProblem;
}

function readFile<Shape>(
  path: string,
  text: string,
  schema: z.ZodType<Shape>,
  problems: CatalogProblem[],
): SourceFile<Shape> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const error of document.errors) {
    problems.push({ file: path, line: error.linePos?.[0].line ?? 1, field: '', message: firstLine(error.message) });
  }
  if (document.errors.length > 0) return undefined;

  const problemAt = (field: readonly PropertyKey[], message: string): CatalogProblem => ({
    file: path,
    line: lineOf(document, lines, field),
    field: fieldName(field),
    message,
  });
  const result = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (result.success) return { path, value: result.data, problemAt };
  for (const issue of result.error.issues) problems.push(problemAt(issue.path, issue.message));
  return undefined;
}

function mergeShared(file: FamilyFile, entry: ModelEntry): ModelData {
  const merged = { family: 'other', modality: 'text', ...file.shared, ...entry, provider: file.provider } as const;
  return merged satisfies ModelData;
}

/** What one file says about another: sources, Regions, ids, profiles. */
function checkReferences(
  data: CatalogData,
  files: readonly SourceFile<FamilyFile>[],
  problems: CatalogProblem[],
): void {
  const regions = new Regions(data.regions, data.groups);
  const ids = new Map<string, string>();
  for (const file of files) {
    file.value.models.forEach((entry, index) => {
      const model = mergeShared(file.value, entry);
      const report = (field: readonly PropertyKey[], message: string) =>
        problems.push(file.problemAt(['models', index, ...field], message));
      checkNames(model, ids, file.path, report);
      checkSources(model, data, report);
      checkRegions(model, data, regions, report);
      model.prices.forEach((row, rowIndex) =>
        checkRow(model, row, (field, message) => report(['prices', rowIndex, ...field], message)),
      );
      if (model.prices.length === 0 && model.unpricedBecause === undefined)
        report(['prices'], 'is empty; say why in unpricedBecause');
    });
  }
  checkSuccessors(data, files, problems);
}

type Report = (field: readonly PropertyKey[], message: string) => void;

function checkNames(model: ModelData, ids: Map<string, string>, path: string, report: Report): void {
  const names = [model.id, ...(model.aliases ?? [])];
  names.forEach((name, index) => {
    const other = ids.get(name);
    if (other !== undefined) report(index === 0 ? ['id'] : ['aliases', index - 1], `"${name}" is also in ${other}`);
    ids.set(name, path);
  });
}

function checkSources(model: ModelData, data: CatalogData, report: Report): void {
  const check = (field: string, source: string | undefined) => {
    if (source !== undefined && !Object.hasOwn(data.sources, source))
      report([field], `no source "${source}" in sources.yaml`);
  };
  check('contextWindow', model.contextWindow?.source);
  check('maxOutputTokens', model.maxOutputTokens?.source);
  check('caching', model.caching?.source);
  check('invokeCap', model.invokeCap?.source);
  check('quotaBurndown', model.quotaBurndown?.source);
  check('lifecycle', model.lifecycle?.source);
  check('countTokens', model.countTokens?.source);
  check('longContext', model.longContext?.source);
  check('priceSource', model.priceSource);
  for (const disagreement of model.disagreements ?? []) check('disagreements', disagreement.source);
  model.prices.forEach((row, index) => {
    const source = row.source ?? model.priceSource;
    if (source === undefined) report(['prices', index], 'has no source, and the model has no priceSource');
    else check('prices', source);
  });
}

function checkRegions(model: ModelData, data: CatalogData, regions: Regions, report: Report): void {
  const check = (field: readonly PropertyKey[], expression: string | undefined) => {
    for (const region of regions.expand(expression ?? '')) {
      if (!regions.has(region)) report(field, `no Region or group "${region}" in regions.yaml`);
    }
  };
  check(['inRegion'], model.inRegion);
  for (const [prefix, sources] of Object.entries(model.profiles ?? {})) {
    if (!Object.hasOwn(data.profilePrefixes, prefix))
      report(['profiles', prefix], 'is no profile prefix of regions.yaml');
    check(['profiles', prefix], sources);
  }
  for (const [tier, offer] of Object.entries(model.tiers ?? {})) check(['tiers', tier, 'notIn'], offer.notIn);
  model.prices.forEach((row, index) => {
    check(['prices', index, 'regions'], row.regions);
  });
}

/** Catches slips by a unit or a column, which a type cannot see. */
function checkRow(model: ModelData, row: PriceRow, report: Report): void {
  const { input, output, cacheRead } = row;
  if (input !== undefined && cacheRead !== undefined && cacheRead >= input)
    report(['cacheRead'], `is not below the input price ${input}`);
  if (
    input !== undefined &&
    output !== undefined &&
    model.modality === 'text' &&
    (output < input * 0.9 || output > input * 30)
  )
    report(['output'], `is out of proportion to the input price ${input}`);
  if (row.context === 'long' && model.longContext === undefined)
    report(['context'], 'needs longContext, the size above which it applies');
}

function checkSuccessors(
  data: CatalogData,
  files: readonly SourceFile<FamilyFile>[],
  problems: CatalogProblem[],
): void {
  const ids = new Set(data.models.map((model) => model.id));
  for (const file of files) {
    file.value.models.forEach(({ lifecycle }, index) => {
      if (lifecycle?.successor === undefined || ids.has(lifecycle.successor)) return;
      problems.push(file.problemAt(['models', index, 'lifecycle', 'successor'], 'is not in the catalogue'));
    });
  }
}

/** Line of a field, or of the nearest thing around it that exists. */
function lineOf(document: Document, lines: LineCounter, field: readonly PropertyKey[]): number {
  for (let length = field.length; length >= 0; length--) {
    const path = field.slice(0, length);
    const node: unknown = length === 0 ? document.contents : document.getIn(path, true);
    const range = rangeOf(node);
    if (range !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

function rangeOf(node: unknown): readonly [number, ...number[]] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range as readonly unknown[];
  return typeof start === 'number' ? [start] : undefined;
}

function fieldName(field: readonly PropertyKey[]): string {
  return field.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
