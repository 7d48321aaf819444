/** From the text of a file to what is known of it: language, SDKs, values, tokens, money, findings. */
import type { Catalog } from '../catalog/catalog.ts';
import { loadCatalog, loadUpdatedCatalog, withIgnoredUpdate } from '../catalog/catalog.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { subjectOfTemplate } from '../cost/callEstimate.ts';
import type { EstimateSubject } from '../cost/callEstimate.ts';
import { callTargets } from '../cost/callTargets.ts';
import { estimateCall } from '../cost/estimateCall.ts';
import type { CallRequest, CallSite } from '../domain/callSite.ts';
import type { PromptTemplate } from '../domain/promptTemplate.ts';
import type { Comment, Program } from '../domain/program.ts';
import type { Sdk } from '../domain/sdk.ts';
import { languageById } from '../languages/index.ts';
import { loadGrammars } from '../parsing/grammars.ts';
import { Evaluator } from '../resolve/evaluator.ts';
import type { EvaluationEnvironment } from '../resolve/environment.ts';
import { checkFile } from '../rules/checkFile.ts';
import type { RuleEnvironment } from '../rules/rule.ts';
import { subjectsOfCall, subjectOfPromptTemplate } from '../rules/ruleSubject.ts';
import { readTemplates } from '../templates/index.ts';
import { templateComments } from '../templates/templateComments.ts';
import { withCorrections } from '../tokens/exactCorrection.ts';
import { createTokenEstimator } from '../tokens/tokenEstimator.ts';
import type { TokenEstimator } from '../tokens/tokenEstimator.ts';
import { NEVER_CANCELLED, throwIfCancelled } from '../util/cancellation.ts';
import type { CancellationToken } from '../util/cancellation.ts';
import type { TextRange } from '../util/text.ts';
import { relativePath } from '../util/uris.ts';
import { analyzeCall } from './analyzedCalls.ts';
import { CallSiteSearch, MAXIMUM_CALL_SITES } from './callSites.ts';
import { Configurations, isConfigurationFile } from './configurations.ts';
import type { NamedConfiguration } from './configurations.ts';
import { emptyAnalysis } from '../report/fileAnalysis.ts';
import type { DocumentView, FileAnalysis, FileProblem } from '../report/fileAnalysis.ts';
import type { Host, StoredPriceUpdate } from './host.ts';
import { declaredSdks, knownSdks } from './knownSdks.ts';
import { LocalTokenizers } from './localTokenizers.ts';
import { withGeographies } from './modelGeographies.ts';
import { importedFiles } from './providers.ts';
import { ProgramCache } from './programCache.ts';
import { isPackage } from './packages.ts';
import { isWorthOfCode, worthOf } from './relevantFiles.ts';
import { readSource } from './sourceView.ts';
import { statementAround } from './statements.ts';
import type { ReadSource } from './sourceView.ts';
import type { FileRequests } from './workspaceFiles.ts';
import { IMPORTERS, WorkspaceFiles } from './workspaceFiles.ts';

/** Rounds of reading further files. No program needs so many: how far imports are followed is limited by {@link FileRequests}. */
const MAXIMUM_ROUNDS = 250;

export class Analyzer {
  readonly #host: Host;
  readonly #programs: ProgramCache;
  readonly files: WorkspaceFiles;
  readonly configurations: Configurations;
  readonly tokenizers: LocalTokenizers;
  #knowledge: Promise<Knowledge> | undefined;
  /** Without what Bedrock counted for this workspace. */
  #shipped: Promise<Knowledge> | undefined;

  /** @param named The configuration that the user names for all files, or for each; without it the nearest one upwards counts. */
  constructor(host: Host, named?: string | NamedConfiguration) {
    this.#host = host;
    this.#programs = new ProgramCache(host.keptProgramCharacters);
    this.files = new WorkspaceFiles(host, this.#programs);
    this.tokenizers = new LocalTokenizers(host.workspace);
    this.configurations = new Configurations(
      host.workspace,
      this.files,
      this.tokenizers,
      typeof named === 'string' ? () => named : named,
    );
  }

  /** Prices, limits and counters; loaded once. Rejects when an asset is missing. */
  knowledge(): Promise<Knowledge> {
    if (this.#knowledge !== undefined) return this.#knowledge;
    const knowledge = this.#loadKnowledge();
    this.#knowledge = knowledge;
    // What could not be read once is asked for again.
    knowledge.catch(() => (this.#knowledge = this.#shipped = undefined));
    return knowledge;
  }

  async #loadKnowledge(): Promise<Knowledge> {
    this.#shipped ??= loadKnowledge(this.#host);
    const { catalog, tokens } = await this.#shipped;
    const comparisons = this.#host.exactCounts?.comparisons(this.#host.workspace.folders) ?? [];
    return { catalog, tokens: withCorrections(tokens, comparisons) };
  }

  /** Looks again at what Bedrock counted. */
  forgetCorrections(): void {
    this.#knowledge = undefined;
  }

  /** Forgets what was read of a file that changed, came or went. */
  forget(uri: string): void {
    this.files.forget(uri);
    this.#programs.forget(uri);
    this.configurations.forget(uri);
    this.tokenizers.forget(uri);
  }

  /** Forgets all that was read. Texts that turn out unchanged are not parsed again. */
  forgetAll(): void {
    this.files.forgetAll();
    this.configurations.forgetAll();
    this.tokenizers.forgetAll();
  }

  /** Whether a file of the workspace can hold anything, by its text; and the files that decide it beside its own. */
  async worthAnalysing(uri: string, text: string): Promise<FileWorth> {
    const alone = worthOf(uri, text, []);
    if (alone === 'worth') return ALWAYS_WORTH;
    const { configuration, dependencies } = await this.configurations.find(uri);
    const worth = worthOf(uri, text, declaredSdks(configuration));
    if (worth !== 'near-bedrock') return { isWorth: worth === 'worth', dependencies };
    return { isWorth: await this.files.isNearBedrock(uri), dependencies: [...dependencies, IMPORTERS] };
  }

  /** Rejects only when cancelled or when an asset is missing; whatever the text is, it has an analysis. */
  analyze(uri: string, text: string, token: CancellationToken = NEVER_CANCELLED): Promise<FileAnalysis> {
    return this.analyzeSource(readSource(uri, text), token);
  }

  /** The same for a source that is no file as it lies on a disk: the cells of an open notebook. */
  async analyzeSource(source: ReadSource, token: CancellationToken = NEVER_CANCELLED): Promise<FileAnalysis> {
    const { uri } = source;
    const { configuration, dependencies } = await this.configurations.find(uri);
    if (isConfigurationFile(uri)) {
      const problems = await this.configurations.problemsOf(uri);
      return { ...emptyAnalysis(uri, source.view), problems, dependencies };
    }
    throwIfCancelled(token);
    if (configuration.isIgnored(uri)) return { ...emptyAnalysis(uri, source.view), dependencies };
    const templates = readTemplates(
      { uri, text: source.view.text },
      { isPromptFile: (file) => configuration.isPromptFile(file) },
    );
    // A prompt that shows code sends its text, and runs nothing.
    const documents = templates.length > 0 ? [] : (source.view.documents ?? []);
    const callsAndFiles = await this.#callSites(source, documents, configuration, token);
    const allDependencies = [...dependencies, ...callsAndFiles.dependencies];
    if (callsAndFiles.callSites.length === 0 && templates.length === 0 && !mayHoldSuppressions(source)) {
      return {
        ...emptyAnalysis(uri, source.view),
        problems: [...source.problems, ...callsAndFiles.problems],
        dependencies: allDependencies,
      };
    }
    const knowledge = await this.knowledge();
    throwIfCancelled(token);
    const known = { ...knowledge, configuration, date: this.#host.today() };
    const callSites = callsAndFiles.callSites.map((callSite) =>
      everyRequest(callSite, (request) => withGeographies(request, knowledge.catalog, configuration.region)),
    );
    const subjects = [...callSites, ...templates.map(subjectOfTemplate)];
    const ownTokens = await this.#ownTokens(subjects, known);
    throwIfCancelled(token);
    const environment: RuleEnvironment = { ...known, ...(ownTokens && { ownTokens }) };
    const path = this.#pathOf(source.uri);
    return judge(source, path, { ...callsAndFiles, callSites, dependencies: allDependencies }, templates, environment);
  }

  /** Of the file's own language, and of code inside of it. */
  async #callSites(
    source: ReadSource,
    documents: readonly DocumentView[],
    configuration: Configuration,
    token: CancellationToken,
  ): Promise<FoundCalls> {
    const { text, language } = source.view;
    const own =
      language === undefined ? NO_CALLS : await this.#callSitesOf(source, { text, language }, configuration, token);
    if (documents.length === 0) return own;
    const inside: FoundCalls[] = [];
    const declared = declaredSdks(configuration);
    for (const document of documents.filter((one) => isWorthOfCode(one.text, one.language, declared))) {
      inside.push(await this.#callSitesOf(source, document, configuration, token));
    }
    return joinCalls([own, ...inside]);
  }

  async #callSitesOf(
    source: ReadSource,
    code: Pick<DocumentView, 'text' | 'language'>,
    configuration: Configuration,
    token: CancellationToken,
  ): Promise<FoundCalls> {
    const { text } = code;
    const language = languageById(code.language);
    const known = knownSdks(configuration);
    if (language === undefined || !mayHoldCalls(text, language.id, known)) return NO_CALLS;
    await loadGrammars(language.grammars, (name) => this.#host.readAsset(name));
    throwIfCancelled(token);
    const isWhole = text === source.view.text;
    const program = isWhole
      ? this.#programs.parse(source.uri, text, language)
      : this.#programs.parseInside(source.uri, text, language);
    const path = this.#pathOf(source.uri);
    let rounds = 0;
    for (;;) {
      const requests = this.files.requests();
      const evaluator = new Evaluator(environmentOf(requests, configuration));
      const search = new CallSiteSearch(program, text, evaluator, path, known);
      const run = (): readonly CallSite[] => search.run(() => requests.wantedCount);
      let found = run();
      // What was found without them is left: to go on from there would cost as much as to begin anew, and end elsewhere.
      if (requests.wantsOnlyLists && rounds < MAXIMUM_ROUNDS) {
        rounds++;
        await requests.load(token);
        throwIfCancelled(token);
        continue;
      }
      let hadAll = true;
      while (requests.wantedCount > 0 && rounds < MAXIMUM_ROUNDS) {
        rounds++;
        // Who uses a module says what its parameters are.
        if (requests.wantsFiles || language.modules !== undefined) {
          evaluator.forgetPending();
          hadAll = false;
        }
        await requests.load(token);
        throwIfCancelled(token);
        found = run();
      }
      // What a limit leaves out hangs on the order in which files came: then it counts what is found at once when all are there.
      if (!hadAll && (evaluator.isLimited || requests.isLimited)) continue;
      const callSites = found
        .slice(0, MAXIMUM_CALL_SITES)
        .map((callSite) => everyRequest(callSite, (request) => withDeclaredModel(request, source, configuration)));
      const problems = [...problemsOf(program), ...found.slice(MAXIMUM_CALL_SITES).map(beyondTheMaximum)];
      const usingSources = this.#usingSources(callSites);
      return { programs: [program], callSites, problems, dependencies: requests.asked, usingSources };
    }
  }

  /** Files that may hold the calls which a source uses, and all that was asked for to know them. */
  async providers(
    { uri, view }: ReadSource,
    token: CancellationToken,
  ): Promise<{ readonly uris: readonly string[]; readonly dependencies: readonly string[] }> {
    const language = view.language && languageById(view.language);
    if (language?.imports === undefined || language.imports.pathsIn(view.text, uri).length === 0) return NO_PROVIDERS;
    await loadGrammars(language.grammars, (name) => this.#host.readAsset(name));
    throwIfCancelled(token);
    const requests = this.files.requests();
    const uris = await importedFiles(this.#programs.parse(uri, view.text, language), requests, isPackage, token);
    const { configuration } = await this.configurations.find(uri);
    const known = knownSdks(configuration);
    const mayProvide = uris.filter((file) => mayHoldCalls(this.files.loadedText(file) ?? '', language.id, known));
    return { uris: mayProvide, dependencies: requests.asked };
  }

  /** Texts of the files that calls are used in, beside the call's own. */
  #usingSources(callSites: readonly CallSite[]): FileAnalysis['usingSources'] {
    const others = callSites.flatMap((callSite) =>
      callSite.uses.flatMap((use) => (use.uri === callSite.uri ? [] : [use.uri])),
    );
    return new Map(
      [...new Set(others)].flatMap((uri) => {
        const text = this.files.loadedText(uri);
        return text === undefined ? [] : [[uri, readSource(uri, text).view] as const];
      }),
    );
  }

  /** Counters of the models that the configuration names a tokenizer for; undefined when it names none for any of them. */
  async #ownTokens(
    subjects: readonly EstimateSubject[],
    known: KnownOfFile,
  ): Promise<RuleEnvironment['ownTokens'] | undefined> {
    const { configuration, tokens } = known;
    if (configuration.tokenizers.length === 0) return undefined;
    const counters = new Map<string, TokenEstimator>();
    for (const target of subjects.flatMap((subject) => callTargets(subject, known))) {
      const { modelId } = target;
      if (modelId === undefined || counters.has(modelId)) continue;
      const counter = await this.tokenizers.counterOf(target, configuration, tokens);
      if (counter) counters.set(modelId, counter);
    }
    return counters.size === 0 ? undefined : ({ modelId }) => counters.get(modelId ?? '');
  }

  #pathOf(uri: string): string {
    return relativePath(this.files.rootOf(uri) ?? '', uri);
  }
}

export interface FileWorth {
  readonly isWorth: boolean;
  readonly dependencies: readonly string[];
}

const ALWAYS_WORTH: FileWorth = { isWorth: true, dependencies: [] };

export interface Knowledge {
  readonly catalog: Catalog;
  readonly tokens: TokenEstimator;
}

interface KnownOfFile extends Knowledge {
  readonly configuration: Configuration;
  /** ISO date. */
  readonly date: string;
}

interface FoundCalls {
  readonly programs: readonly Program[];
  readonly callSites: readonly CallSite[];
  readonly problems: readonly FileProblem[];
  readonly dependencies: readonly string[];
  readonly usingSources: FileAnalysis['usingSources'];
}

const NO_CALLS: FoundCalls = { programs: [], callSites: [], problems: [], dependencies: [], usingSources: new Map() };
/** Several languages in one file can give their calls the same id. */
function joinCalls(found: readonly FoundCalls[]): FoundCalls {
  const taken = new Map<string, number>();
  const unique = (callSite: CallSite): CallSite => {
    const order = (taken.get(callSite.id) ?? 0) + 1;
    taken.set(callSite.id, order);
    return order === 1 ? callSite : { ...callSite, id: `${callSite.id}@${order}` };
  };
  return {
    programs: found.flatMap(({ programs }) => programs),
    callSites: found.flatMap(({ callSites }) => callSites.map(unique)),
    problems: found.flatMap(({ problems }) => problems),
    dependencies: found.flatMap(({ dependencies }) => dependencies),
    usingSources: new Map(found.flatMap(({ usingSources }) => [...usingSources])),
  };
}

const NO_PROVIDERS = { uris: [], dependencies: [] };
const NO_LANGUAGE = { library: new Map(), moduleCandidates: () => [] };

async function loadKnowledge(host: Host): Promise<Knowledge> {
  const [catalog, update, ranks] = await Promise.all([
    host.readTextAsset('catalog.json'),
    host.readPriceUpdate?.(),
    host.readAsset('o200k_base.bin'),
  ]);
  return { catalog: catalogOf(catalog, update), tokens: createTokenEstimator(ranks) };
}

function catalogOf(json: string, update: StoredPriceUpdate = { kind: 'missing' }): Catalog {
  if (update.kind === 'text') return loadUpdatedCatalog(json, update.text);
  const shipped = loadCatalog(json);
  return update.kind === 'broken' ? withIgnoredUpdate(shipped, update.reason) : shipped;
}

function environmentOf(requests: FileRequests, configuration: Configuration): EvaluationEnvironment {
  return {
    language: (id) => languageById(id) ?? NO_LANGUAGE,
    program: (uri) => requests.program(uri),
    text: (uri) => requests.text(uri),
    find: (paths, from) => requests.find(paths, from),
    isMissing: (paths, from) => requests.isMissing(paths, from),
    importers: (uri, method) => requests.importers(uri, method),
    importedFile: (paths, from) => requests.importedFile(paths, from),
    isOnlyKeeper: (uri, methods) => requests.isOnlyKeeper(uri, methods),
    packageFiles: (folders, from, name) => requests.packageFiles(folders, from, name),
    declaring: (name, from) => requests.declaring(name, from),
    deployments: {
      filesWith: (variable, program) => requests.deploymentsWith(variable, program),
      readersOf: (uri) => requests.deploymentReaders(uri),
    },
    isPackage,
    awaitsLists: () => requests.wantsOnlyLists,
    configured: (name) => configuration.modelAlias(name),
  };
}

/** Estimates everything that was found, and finds what is wrong with it. */
function judge(
  source: ReadSource,
  path: string,
  { programs, callSites, problems, dependencies, usingSources }: FoundCalls,
  templates: readonly PromptTemplate[],
  environment: RuleEnvironment,
): FileAnalysis {
  const calls = callSites.map((callSite) => analyzeCall(callSite, environment));
  const prompts = templates.map((template) => ({
    template,
    estimate: estimateCall(subjectOfTemplate(template), environment),
  }));
  const file = {
    uri: source.uri,
    path,
    text: source.view.text,
    comments: commentsOf(source, programs),
    subjects: [
      ...calls.flatMap(({ callSite, estimate, uses }) => subjectsOfCall(callSite, estimate, uses)),
      ...prompts.map(({ template, estimate }) => subjectOfPromptTemplate(template, estimate)),
    ],
    hasSyntaxErrors: programs.some(({ syntaxErrors }) => syntaxErrors.length > 0),
    statementAround: (call: TextRange) => statementAround(programs, call),
  };
  const templateProblems = templates.flatMap(({ problems }) =>
    problems.map((problem) => ({ ...problem, severity: 'warning' as const })),
  );
  return {
    uri: source.uri,
    source: source.view,
    callSites: calls,
    usingSources,
    foreignUses: [],
    templates: prompts,
    findings: checkFile(file, environment),
    problems: [...source.problems, ...problems, ...templateProblems],
    dependencies,
  };
}

/** Comments of the code; of a prompt file that no language reads, those of its format. */
function commentsOf(source: ReadSource, programs: readonly Program[]): readonly Comment[] {
  if (programs.length > 0 || !mayHoldSuppressions(source)) return programs.flatMap(({ comments }) => comments);
  return templateComments({ uri: source.uri, text: source.view.text });
}

function problemsOf({ isTooHard }: Program): readonly FileProblem[] {
  const message = 'Not checked for Bedrock costs: the text is nested or broken in a way that no parser ends with.';
  return isTooHard ? [{ message, severity: 'information', range: { start: 0, end: 0 } }] : [];
}

function beyondTheMaximum({ range }: CallSite): FileProblem {
  const message = `The file has more than ${MAXIMUM_CALL_SITES} calls; those from here on are not looked at.`;
  return { message, severity: 'warning', range };
}

/** A call and each of its uses, changed alike. */
function everyRequest(callSite: CallSite, change: <T extends CallRequest>(request: T) => T): CallSite {
  return { ...change(callSite), uses: callSite.uses.map(change) };
}

/** The configuration can say what an expression of the code stands for: `settings.fast_model`. */
function withDeclaredModel<T extends CallRequest>(
  request: T,
  { uri: source, view }: ReadSource,
  configuration: Configuration,
): T {
  const { model } = request;
  if (model.state !== 'unknown' || model.uri !== source || model.range === undefined) return request;
  const { uri, range } = model;
  const value = configuration.modelAlias(view.text.slice(range.start, range.end));
  return value === undefined
    ? request
    : { ...request, model: { state: 'known', value, from: 'configuration', uri, range } };
}

/** A file without any of the SDKs' marks is never parsed. */
function mayHoldCalls(text: string, language: string, known: readonly Sdk[]): boolean {
  return known.some(
    (sdk) => sdk.languages.some((id) => id === language) && sdk.marks.some((mark) => text.includes(mark)),
  );
}

function mayHoldSuppressions({ view }: ReadSource): boolean {
  return view.text.includes('bedrock-cost-lint-ignore');
}
