#!/usr/bin/env node
/**
 * Scores inventories against calls that were read by hand: what stands in `reading/*.jsonl`, with labels as `README.md` says and what each call sends and
 * gets by the reader's count. Usage: node test/corpus/reading.mjs --reading FILE --repos ROOT --cli dist/cli.js [--save DIR | --inventories DIR]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * @typedef {{ state: string, value?: unknown, alternatives?: unknown[] }} ResolvedValue
 * @typedef {{ low: number, likely: number, high: number }} Range
 * @typedef {{ repo: string, path: string, line: number, alt_lines?: number[], use_path?: string, use_line?: number, model_id: string | null,
 *   use_callers?: { path: string, line: number }[], model_candidates?: string[], model_arn?: boolean, max_tokens: number | string, max_tokens_candidates?: (number | string)[],
 *   prompt_text_kind: string, input_tokens?: number, answer_tokens?: number }} Read
 */

const NEAR_LINES = 2;
/** An estimate may be off by so much either way. */
const FACTOR = 2.5;

const { values: options } = parseArgs({
  options: {
    reading: { type: 'string' },
    repos: { type: 'string' },
    cli: { type: 'string' },
    save: { type: 'string' },
    inventories: { type: 'string' },
  },
});

const ASPECTS = {
  found: (read, site) => site !== undefined,
  model: (read, site, use) => (use && read.model_id ? isModel(read, use.model) : undefined),
  'model unknown, and said so': (read, site, use) =>
    use && !read.model_id ? use.model.state !== 'known' || Boolean(use.model.isOpen) : undefined,
  cap: (read, site, use) => use && isCap(read, use.maxTokens),
  'priced, where the model can be known': (read, site, use) =>
    read.model_id ? use?.estimate.usdPerCall !== null && use?.estimate.usdPerCall !== undefined : undefined,
  'prompt seen, where it stands in source': (read, site, use) =>
    read.prompt_text_kind === 'dynamic' ? undefined : (use?.segments ?? []).some(hasText),
  'input within a factor of 2.5': (read, site, use) =>
    use === undefined || read.input_tokens === undefined
      ? undefined
      : isNear(use.estimate.inputTokens.likely, read.input_tokens),
  'answer in the range': (read, site, use) =>
    use === undefined || !read.answer_tokens ? undefined : isWithin(read.answer_tokens, use.estimate.outputTokens),
};

const rows = readFileSync(options.reading, 'utf8')
  .trim()
  .split('\n')
  .map((line) => /** @type {Read} */ (JSON.parse(line)));
const inventories = new Map();
const counts = new Map(Object.keys(ASPECTS).map((name) => [name, { right: 0, of: 0, wrong: [] }]));
for (const read of rows) {
  const site = siteOf(read, inventoryOf(read.repo));
  const use = site && useOf(read, site);
  for (const [name, judge] of Object.entries(ASPECTS)) {
    const isRight = judge(read, site, use);
    const count = counts.get(name);
    if (isRight === undefined || count === undefined) continue;
    count.of++;
    if (isRight) count.right++;
    else
      count.wrong.push(
        `${read.repo} ${read.path}:${read.line}${read.use_line ? ` used at ${read.use_path}:${read.use_line}` : ''} ${gotOf(name, read, use)}`,
      );
  }
}
for (const [name, { right, of, wrong }] of counts) {
  console.log(`${name}: ${right} of ${of} (${Math.round((100 * right) / of)} %)`);
  for (const one of wrong) console.log(`    ${one}`);
}

function inventoryOf(repo) {
  const name = repo.replace('/', '__');
  let sites = inventories.get(repo);
  if (sites) return sites;
  const kept = options.inventories && readFileSync(join(options.inventories, `${name}.json`), 'utf8');
  const text =
    kept ||
    spawnSync(process.execPath, [options.cli, 'scan', join(options.repos, name), '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    }).stdout;
  if (options.save) {
    mkdirSync(options.save, { recursive: true });
    writeFileSync(join(options.save, `${name}.json`), text);
  }
  sites = JSON.parse(text).callSites;
  inventories.set(repo, sites);
  return sites;
}

function siteOf(/** @type {Read} */ read, sites) {
  const lines = [read.line, ...(read.alt_lines ?? [])];
  const distance = (site) => Math.min(...lines.map((line) => Math.abs(site.range.start.line - line)));
  const near = sites.filter((site) => site.path === read.path && distance(site) <= NEAR_LINES);
  return near.sort((a, b) => distance(a) - distance(b))[0];
}

/** The use that was read; the call itself where none is named. What a use lacks is the call's own. */
function useOf(/** @type {Read} */ read, site) {
  const uses = site.uses?.length ? site.uses.map((use) => ({ ...site, ...use })) : [site];
  if (read.use_line === undefined) return uses[0];
  const places = [{ path: read.use_path, line: read.use_line }, ...(read.use_callers ?? [])];
  const distance = (use) =>
    Math.min(...places.map(({ path, line }) => (use.path === path ? Math.abs(use.range.start.line - line) : Infinity)));
  const [nearest] = [...uses].sort((a, b) => distance(a) - distance(b));
  return distance(nearest) <= NEAR_LINES ? nearest : uses[0];
}

function isModel({ model_id: id, model_candidates: others = [], model_arn: isArn }, { state, value }) {
  const text = String(value);
  return (
    state === 'known' &&
    [id, ...others].some(
      (one) => text === one || (text.startsWith('arn:') && text.endsWith(`/${one}`)) || (isArn && text.endsWith(one)),
    )
  );
}

function isCap({ max_tokens: cap, max_tokens_candidates: others = [] }, { state, value }) {
  return [cap, ...others].some((wanted) => {
    if (wanted === 'n/a') return state !== 'known';
    if (wanted === 'missing') return state === 'absent';
    return wanted === 'unknown' ? state === 'unknown' : state === 'known' && value === wanted;
  });
}

function hasText({ tokens, placeholders = [] }) {
  return tokens.likely > placeholders.reduce((sum, { assumedTokens }) => sum + (assumedTokens?.likely ?? 0), 0);
}

function isNear(count, wanted) {
  return count > 0 && count <= wanted * FACTOR && wanted <= count * FACTOR;
}

function isWithin(count, { low, high }) {
  return count >= low && count <= high;
}

function gotOf(name, read, use) {
  if (use === undefined) return '';
  if (name.startsWith('model')) return `got ${use.model.value ?? use.model.state}, read ${read.model_id}`;
  if (name === 'cap') return `got ${use.maxTokens.value ?? use.maxTokens.state}, read ${read.max_tokens}`;
  if (name.startsWith('input')) return `got ${use.estimate.inputTokens.likely}, read ${read.input_tokens}`;
  if (name.startsWith('answer'))
    return `got ${use.estimate.outputTokens.low}–${use.estimate.outputTokens.high}, read ${read.answer_tokens}`;
  return '';
}
