#!/usr/bin/env node
/**
 * Scores what the command line finds in real repositories against labels made by reading them. Run it without arguments for its usage; README.md says
 * what a label holds and how each figure is counted.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MONEY, medianHighByLow } from './money.mjs';

/**
 * @typedef {{ repo: string, commit?: string, path: string, line: number, token: string, negative: boolean, api?: string, cell?: number,
 *   alt_lines?: number[], language?: string, model_id?: string | null, model_candidates?: string[], model_resolution?: string, resolution_route?: string, model_arn?: boolean,
 *   max_tokens?: number | 'missing' | 'unknown' | 'n/a', max_tokens_candidates?: (number | string)[], stream?: boolean, stream_implicit?: boolean,
 *   in_loop?: boolean, prompt_text_kind?: 'literal' | 'template' | 'file' | 'dynamic', file_exhaustive?: boolean, ambiguous?: boolean, ambiguous_model?: boolean, ambiguous_cap?: boolean, due?: string, negative_kind?: string, notes?: string }} Label
 * @typedef {{ state: 'known' | 'absent' | 'unknown', value?: unknown, alternatives?: unknown[], reason?: string }} ResolvedValue
 * @typedef {{ path: string, cell?: number, range: { start: { line: number } }, sdk: string, operation: string, model: ResolvedValue, maxTokens: ResolvedValue,
 *   isStreaming: boolean, isInLoop?: boolean, takesMaxTokens?: boolean, segments: import('./money.mjs').Segment[],
 *   estimate: import('./money.mjs').Estimate, uses?: import('./money.mjs').Use[] }} CallSite
 * @typedef {{ label: Label, site: CallSite | undefined }} Outcome
 */

const USAGE = `node test/corpus/score.mjs --labels DIR|FILE [--labels …] --repos ROOT --cli dist/cli.js
                            [--only OWNER/NAME] [--due-only] [--verbose] [--save DIR] [--json FILE]
node test/corpus/score.mjs --labels DIR|FILE --inventories DIR [--only OWNER/NAME] [--due-only] [--verbose]
node test/corpus/score.mjs --labels DIR|FILE --inventory FILE --only OWNER/NAME [--due-only] [--verbose]

  --labels      label files (JSONL) or folders of them; may be given several times
  --repos       folder that holds one checkout a repository, named OWNER__NAME
  --cli         the built command line; run as: node CLI scan REPO --format json
  --inventory   score this inventory instead of running the command line (one repository: see --only)
  --inventories score the inventories that --save kept in this folder
  --only        score only this repository; may be given several times
  --due-only    leave out labels of SDKs and languages that are not supported yet
  --verbose     list also what was right, and the findings that no label judges
  --save        keep each repository's inventory in this folder
  --json        write the figures to this file`;

const NEAR_LINES = 1;
const SCAN_TIMEOUT_MS = 15 * 60 * 1000;
const MAX_INVENTORY_BYTES = 1024 ** 3;

const DUE_LANGUAGES = new Set([
  'python',
  'typescript',
  'javascript',
  'go',
  'java',
  'kotlin',
  'csharp',
  'ruby',
  'php',
  'rust',
  'swift',
  'terraform',
  'yaml',
  'json',
  'notebook',
  'jupyter',
  'shell',
  'bash',
  'markdown',
]);
const DUE_APIS = [
  /^(boto3|aws-sdk-python)\./,
  /^js\.\w+$/,
  /^(rust|swift|soto|rig|swiftide)\./,
  /^(http|cli|curl)\./,
  /^http\./,
  /^(go|langchaingo|eino|genkit-go|anthropic-go|openai-go|http-go)\./,
  /^(ruby|php)\.\w+$/,
  /^(ruby-llm|raif|langchainrb|anthropic\.rb|prism|symfony-ai)\./,
  /^(java|kotlin)\.(converse|converseStream|invokeModel|invokeModelWithResponseStream)$/,
  /^(csharp|meai|semantic-kernel|claudia)\./,
  /^(anthropic|anthropic-js|langchain|langchain-js|openai|openai-js|strands|spring-ai|langchain4j)\./,
  /^(cfn|terraform|asl|cdk|pulumi|serverless)\./,
  /^(ai-sdk|litellm|llamaindex|pydantic-ai|crewai|dspy|haystack|smolagents|agno|instructor|mirascope|mastra|pi-ai)\./,
];

/** `undefined` where the label does not say. */
const ASPECTS = {
  model: {
    title: 'model, where it can be known',
    isRight: ({ label, site }) =>
      label.model_id && !label.ambiguous_model
        ? site.model.state === 'known' && isModelOf(label, site.model.value)
        : undefined,
    wanted: ({ label }) => `${modelsOf(label).join(' | ')} (${label.resolution_route ?? label.model_resolution})`,
    got: ({ site }) => show(site.model),
  },
  modelWithoutInfrastructure: {
    title: '  without those whose value stands in infrastructure code',
    isRight: (outcome) =>
      outcome.label.resolution_route === 'env_from_iac' ? undefined : ASPECTS.model.isRight(outcome),
  },
  modelAmongAlternatives: {
    title: '  counting alternatives as right too',
    isRight: ({ label, site }) => {
      if (!label.model_id || label.ambiguous_model) return undefined;
      const values = [site.model.value, ...(site.model.alternatives ?? [])];
      return site.model.state === 'known' && values.some((value) => isModelOf(label, value));
    },
  },
  unknownModel: {
    title: 'model, where it cannot be known: said so',
    isRight: ({ label, site }) =>
      label.model_id || label.ambiguous_model
        ? undefined
        : site.model.state !== 'known' || isModelOf(label, site.model.value),
    wanted: () => 'unknown',
    got: ({ site }) => show(site.model),
  },
  cap: {
    title: 'output cap',
    isRight: ({ label, site }) => isCapRight(label, site.maxTokens),
    wanted: ({ label }) => String(label.max_tokens),
    got: ({ site }) => show(site.maxTokens),
  },
  stream: {
    title: 'streaming',
    isRight: ({ label, site }) =>
      label.stream_implicit || label.stream === undefined ? undefined : site.isStreaming === label.stream,
    wanted: ({ label }) => String(label.stream),
    got: ({ site }) => String(site.isStreaming),
  },
  loop: {
    title: 'in a loop',
    isRight: ({ label, site }) => (label.in_loop === undefined ? undefined : Boolean(site.isInLoop) === label.in_loop),
    wanted: ({ label }) => String(label.in_loop),
    got: ({ site }) => String(Boolean(site.isInLoop)),
  },
};

const { values: options } = parseArguments();
main();

function parseArguments() {
  try {
    return parseArgs({
      options: {
        labels: { type: 'string', multiple: true },
        repos: { type: 'string' },
        cli: { type: 'string' },
        inventory: { type: 'string' },
        inventories: { type: 'string' },
        only: { type: 'string', multiple: true },
        save: { type: 'string' },
        json: { type: 'string' },
        'due-only': { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return cannotRun(`${String(error)}\n\n${USAGE}`);
  }
}

function main() {
  const hasInventories = options.inventory || options.inventories || (options.repos && options.cli);
  if (!options.labels?.length || !hasInventories) cannotRun(USAGE);
  const labels = options.labels.flatMap(readLabels);
  const repositories = groupBy(labels, (label) => label.repo);
  const wanted = options.only?.length ? options.only : [...repositories.keys()];
  if (options.inventory && wanted.length !== 1)
    cannotRun('--inventory is of one repository: name it with --only OWNER/NAME');

  /** @type {Outcome[]} */ const outcomes = [];
  /** @type {{ site: CallSite, repo: string, because: string }[]} */ const falseAlarms = [];
  /** @type {{ site: CallSite, repo: string }[]} */ const unjudged = [];
  let duplicates = 0;
  let judgedNegatives = 0;
  let hitNegatives = 0;
  const skipped = [];
  for (const repo of wanted) {
    const own = repositories.get(repo);
    if (!own) cannotRun(`no labels for ${repo}`);
    const inventory = readInventory(repo);
    if (typeof inventory === 'string') {
      skipped.push(`${repo}: ${inventory}`);
      continue;
    }
    const judged = judge(own, inventory.callSites);
    outcomes.push(...judged.outcomes);
    falseAlarms.push(...judged.falseAlarms.map((alarm) => ({ ...alarm, repo })));
    unjudged.push(...judged.unjudged.map((site) => ({ site, repo })));
    duplicates += judged.duplicates;
    judgedNegatives += judged.negatives;
    hitNegatives += judged.hitNegatives;
  }
  print(outcomes, falseAlarms, { duplicates, judgedNegatives, hitNegatives, unjudged, skipped });
}

/**
 * Each call site belongs to at most one label, nearest first. What is left over is a false alarm on a look-alike or in a file whose calls are all labelled;
 * elsewhere it is not judged.
 * @param {Label[]} labels of one repository
 * @param {CallSite[]} sites
 */
function judge(labels, sites) {
  const sitesByPlace = groupBy(sites, placeOf);
  const labelsByPlace = groupBy(labels, placeOf);
  const labelsByPath = groupBy(labels, (label) => label.path);
  /** @type {Map<Label, CallSite>} */ const siteOf = new Map();
  const used = new Set();
  let duplicates = 0;
  for (const [place, own] of labelsByPlace) {
    const pairs = own
      .filter((label) => !label.negative)
      .flatMap((label) =>
        (sitesByPlace.get(place) ?? []).map((site) => ({ label, site, distance: distance(label, site) })),
      )
      .filter((pair) => pair.distance <= NEAR_LINES + 0.5)
      .sort((a, b) => a.distance - b.distance);
    for (const { label, site } of pairs) {
      if (siteOf.has(label) || used.has(site)) continue;
      siteOf.set(label, site);
      used.add(site);
    }
    for (const { site } of pairs) {
      if (used.has(site)) continue;
      used.add(site);
      duplicates += 1;
    }
  }
  const ambiguous = labels.filter((label) => label.ambiguous);
  const negatives = labels.filter((label) => label.negative && !label.ambiguous);
  const hit = new Set();
  const falseAlarms = [];
  const unjudged = [];
  for (const site of sites) {
    if (used.has(site) || ambiguous.some((label) => isAt(label, site))) continue;
    const negative = negatives.find((label) => isAt(label, site));
    if (negative) {
      hit.add(negative);
      falseAlarms.push({ site, because: `look-alike: ${negative.negative_kind ?? negative.token}` });
    } else if (labelsByPath.get(site.path)?.some((label) => label.file_exhaustive)) {
      falseAlarms.push({ site, because: 'no call stands there' });
    } else {
      unjudged.push(site);
    }
  }
  const outcomes = labels
    .filter((label) => !label.negative && !label.ambiguous && (!options['due-only'] || isDue(label)))
    .map((label) => ({ label, site: siteOf.get(label) }));
  return { outcomes, falseAlarms, unjudged, duplicates, negatives: negatives.length, hitNegatives: hit.size };
}

function isAt(/** @type {Label} */ label, /** @type {CallSite} */ site) {
  return placeOf(label) === placeOf(site) && distance(label, site) <= NEAR_LINES + 0.5;
}

/** The line itself counts as nearer than an alternative line. */
function distance(/** @type {Label} */ label, /** @type {CallSite} */ site) {
  const line = site.range.start.line;
  const alternatives = (label.alt_lines ?? []).map((other) => Math.abs(other - line) + 0.5);
  return Math.min(Math.abs(label.line - line), ...alternatives);
}

function placeOf(/** @type {{ path: string, cell?: number }} */ { path, cell }) {
  return cell === undefined ? path : `${path}#${cell}`;
}

function isDue(/** @type {Label} */ label) {
  if (label.due) return label.due !== 'later';
  if (label.language && !DUE_LANGUAGES.has(label.language)) return false;
  return DUE_APIS.some((pattern) => pattern.test(label.api ?? ''));
}

function modelsOf(/** @type {Label} */ label) {
  return [...new Set([label.model_id, ...(label.model_candidates ?? [])])].filter(Boolean);
}

/** A label that says `model_arn` names the model inside the ARN that is written. */
function isModelOf(/** @type {Label} */ label, /** @type {unknown} */ value) {
  return modelsOf(label).some((model) => value === model || (label.model_arn && String(value).endsWith(`/${model}`)));
}

/** Where a cap does not apply the inventory has no word for it: absent and unknown are both right there, a number is not. */
function isCapRight(/** @type {Label} */ label, /** @type {ResolvedValue} */ cap) {
  if (label.max_tokens === undefined || label.ambiguous_cap) return undefined;
  const right = new Set([label.max_tokens, ...(label.max_tokens_candidates ?? [])]);
  if (right.has('n/a') && cap.state !== 'known') return true;
  if (cap.state === 'known') return right.has(/** @type {number} */ (cap.value));
  return right.has(cap.state === 'absent' ? 'missing' : 'unknown');
}

function ratio(/** @type {number | undefined} */ value) {
  return value === undefined ? '-' : value.toFixed(1);
}

function show(/** @type {ResolvedValue} */ value) {
  if (value.state === 'known') return [...new Set([value.value, ...(value.alternatives ?? [])])].join(' | ');
  return value.reason ? `${value.state} (${value.reason})` : value.state;
}

function print(/** @type {Outcome[]} */ outcomes, falseAlarms, counts) {
  const found = outcomes.filter((outcome) => outcome.site);
  const missed = outcomes.filter((outcome) => !outcome.site);
  const lines = [];
  const figures = {
    recall: share(found.length, outcomes.length),
    falseAlarms: share(falseAlarms.length, falseAlarms.length + found.length),
    lookAlikesHit: share(counts.hitNegatives, counts.judgedNegatives),
    duplicates: counts.duplicates,
  };
  lines.push(row('calls found', figures.recall), row('false alarms among judged findings', figures.falseAlarms));
  lines.push(
    row('look-alikes reported', figures.lookAlikesHit),
    `${'second finding for one call'.padEnd(60)}${counts.duplicates}`,
    `${'findings that no label judges'.padEnd(60)}${counts.unjudged.length}`,
  );
  for (const [name, aspect] of Object.entries(ASPECTS)) {
    figures[name] = shareOf(found, aspect);
    lines.push(row(aspect.title, figures[name]));
  }

  for (const [name, aspect] of Object.entries(MONEY)) {
    figures[name] = shareOf(found, aspect);
    lines.push(row(aspect.title, figures[name]));
  }
  figures.medianHighByLow = medianHighByLow(found.map(({ site }) => site));
  lines.push(`${'median high / low of the money for a call'.padEnd(60)}${ratio(figures.medianHighByLow).padStart(8)}`);

  lines.push(
    '',
    'By SDK'.padEnd(40) + ['found', 'model', 'cap', 'stream', 'loop'].map((head) => head.padStart(16)).join(''),
  );
  const byApi = groupBy(
    outcomes,
    ({ label }) => `${(label.api ?? '?').replace(/\..*/, '')} (${label.language ?? '?'})`,
  );
  for (const [api, own] of [...byApi].sort((a, b) => b[1].length - a[1].length)) {
    const ownFound = own.filter((outcome) => outcome.site);
    const cells = [share(ownFound.length, own.length)];
    for (const name of ['model', 'cap', 'stream', 'loop']) cells.push(shareOf(ownFound, ASPECTS[name]));
    lines.push(api.padEnd(40) + cells.map((cell) => short(cell).padStart(16)).join(''));
  }
  const moneyHeads = [...Object.values(MONEY).map(({ head }) => head), 'high / low'];
  lines.push('', 'Money by SDK'.padEnd(40) + moneyHeads.map((head) => head.padStart(16)).join(''));
  for (const [api, own] of [...byApi].sort((a, b) => b[1].length - a[1].length)) {
    const ownFound = own.filter((outcome) => outcome.site);
    const cells = Object.values(MONEY).map((aspect) => short(shareOf(ownFound, aspect)));
    cells.push(ratio(medianHighByLow(ownFound.map(({ site }) => site))));
    lines.push(api.padEnd(40) + cells.map((cell) => cell.padStart(16)).join(''));
  }
  lines.push('', 'By place of the model'.padEnd(40) + ['found', 'model'].map((head) => head.padStart(16)).join(''));
  const byPlace = groupBy(outcomes, ({ label }) => label.resolution_route ?? label.model_resolution ?? '?');
  for (const [place, own] of [...byPlace].sort((a, b) => b[1].length - a[1].length)) {
    const ownFound = own.filter((outcome) => outcome.site);
    const model = shareOf(ownFound, place === 'unknown' ? ASPECTS.unknownModel : ASPECTS.model);
    lines.push(place.padEnd(40) + short(share(ownFound.length, own.length)).padStart(16) + short(model).padStart(16));
  }

  list(lines, 'Missed', missed, ({ label }) => `${at(label)}  ${label.token}  [${label.api}]`);
  list(
    lines,
    'False alarms',
    falseAlarms,
    ({ repo, site, because }) =>
      `${repo}/${placeOf(site)}:${site.range.start.line}  ${site.sdk} ${site.operation}  (${because})`,
  );
  for (const name of ['model', 'unknownModel', 'cap', 'stream', 'loop']) {
    const { isRight, wanted, got, title } = ASPECTS[name];
    const wrong = found.filter((outcome) => isRight(outcome) === false);
    list(
      lines,
      `Wrong: ${title}`,
      wrong,
      (outcome) => `${at(outcome.label)}\n      want ${wanted(outcome)}\n      got  ${got(outcome)}`,
    );
  }
  list(lines, 'Not scored', counts.skipped, (text) => text);
  if (options.verbose) {
    list(
      lines,
      'Found',
      found,
      ({ label, site }) => `${at(label)}  model ${show(site.model)}  cap ${show(site.maxTokens)}`,
    );
    list(
      lines,
      'Not judged',
      counts.unjudged,
      ({ repo, site }) => `${repo}/${placeOf(site)}:${site.range.start.line}  ${site.sdk} ${site.operation}`,
    );
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function list(lines, title, entries, describe) {
  if (entries.length === 0) return;
  lines.push('', `${title} (${entries.length})`, ...entries.map((entry) => `  ${describe(entry)}`));
}

function at(/** @type {Label} */ label) {
  return `${label.repo}/${placeOf(label)}:${label.line}`;
}

function shareOf(outcomes, aspect) {
  const judged = outcomes.map(aspect.isRight).filter((isRight) => isRight !== undefined);
  return share(judged.filter(Boolean).length, judged.length);
}

function share(count, of) {
  return { count, of, percent: of === 0 ? undefined : (100 * count) / of };
}

function short({ count, of, percent }) {
  return of === 0 ? '-' : `${percent.toFixed(0)}% ${count}/${of}`;
}

function row(title, figure) {
  const percent = figure.percent === undefined ? '-' : `${figure.percent.toFixed(1)} %`;
  return `${title.padEnd(60)}${percent.padStart(8)}   ${figure.count} of ${figure.of}`;
}

/** @returns {Label[]} */
function readLabels(/** @type {string} */ path) {
  if (!existsSync(path)) cannotRun(`no labels at ${path}`);
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, index) => (text.trim() === '' ? [] : [parseJson(text, `${file}:${index + 1}`)])),
  );
}

/** @returns {{ callSites: CallSite[] } | string} the inventory, or why there is none */
function readInventory(/** @type {string} */ repo) {
  if (options.inventory) return parseJson(readFileSync(options.inventory, 'utf8'), options.inventory);
  if (options.inventories) return readSavedInventory(repo);
  const folder = join(options.repos, repo.replace('/', '__'));
  if (!existsSync(folder)) return `no checkout at ${folder}`;
  process.stderr.write(`scan ${repo}\n`);
  const run = spawnSync(process.execPath, [resolve(options.cli), 'scan', folder, '--format', 'json'], {
    encoding: 'utf8',
    timeout: SCAN_TIMEOUT_MS,
    maxBuffer: MAX_INVENTORY_BYTES,
  });
  if (run.error) return String(run.error);
  if (run.status !== 0)
    return `the command line ended with ${run.status ?? run.signal}: ${run.stderr.trim().slice(-500)}`;
  if (options.save) {
    mkdirSync(options.save, { recursive: true });
    writeFileSync(join(options.save, `${repo.replace('/', '__')}.json`), run.stdout);
  }
  try {
    return JSON.parse(run.stdout);
  } catch (error) {
    return `the command line's output is not JSON: ${String(error)}`;
  }
}

/** @returns {{ callSites: CallSite[] } | string} */
function readSavedInventory(/** @type {string} */ repo) {
  const file = join(options.inventories, `${repo.replace('/', '__')}.json`);
  if (!existsSync(file)) return `no inventory at ${file}`;
  const text = readFileSync(file, 'utf8');
  return text === '' ? `${file} is empty` : parseJson(text, file);
}

function parseJson(text, place) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return cannotRun(`${place}: ${String(error)}`);
  }
}

/** @returns {Map<string, any[]>} */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** @returns {never} */
function cannotRun(/** @type {string} */ why) {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
