/** Templates that libraries fill at run time: what text they have, and what becomes of it. */
import type { FillFileOperation, FillOperation, LibraryOperation, TemplateOperation } from '../domain/language.ts';
import type { CallExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { mapOptions, mergeInto, staticText, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { readDollars } from '../templates/dialects/dollars.ts';
import { readEjs, readLodash } from '../templates/dialects/ejs.ts';
import { readGoTemplate } from '../templates/dialects/goTemplate.ts';
import { readHandlebars } from '../templates/dialects/handlebars.ts';
import { readJinja } from '../templates/dialects/jinja.ts';
import type { Dialect } from '../templates/dialects/templateToken.ts';
import { normalizePath } from '../util/paths.ts';
import { originOf } from './evaluation.ts';
import type { Evaluation, View } from './evaluation.ts';
import { readFirstTextFile } from './files.ts';
import { fillTemplate } from './fillTemplate.ts';
import { formatText } from './formatText.ts';

type DialectOperation = Exclude<FillOperation, 'fill-braces'> | FillFileOperation;

const DIALECTS: Readonly<Record<DialectOperation, Dialect>> = {
  'fill-dollars': readDollars,
  'fill-ejs': readEjs,
  'fill-ejs-file': readEjs,
  'fill-go': readGoTemplate,
  'fill-handlebars': readHandlebars,
  'fill-jinja': readJinja,
  'fill-jinja-file': readJinja,
  'fill-lodash': readLodash,
};

export function isTemplateOperation(operation: LibraryOperation): operation is TemplateOperation {
  return operation.startsWith('template') || operation.startsWith('fill-');
}

/**
 * The text that a call of a template library gives; undefined for calls that only make a template, or where its text is
 * not known.
 *
 * @param owner The template or environment whose method is called, or the template that is called itself.
 */
export function templateCall(
  operation: TemplateOperation,
  owner: InstanceValue | undefined,
  call: CallExpression,
  evaluation: Evaluation,
  view: View,
  spot: Spot,
): Value | undefined {
  if (!isFilling(operation)) return undefined;
  const library = new TemplateLibrary(evaluation, view, spot);
  const passed = evaluation.argumentsOf(call, view);
  const { text, values, environment } = library.filled(operation, owner, passed);
  if (text === undefined || !optionsOf(text).some(({ kind }) => kind === 'text')) return undefined;
  if (operation === 'fill-braces') return formatText(text, withPartials(owner, named(values)), originOf(call, view));
  const context = operation === 'fill-go' ? lastOf(values, spot) : named(values);
  return fillTemplate(
    text,
    context,
    DIALECTS[operation],
    (name, from) => library.byName(environment, name, from),
    spot,
  );
}

/** What a template of LangChain is made with counts where it is not filled with something else. */
function withPartials(owner: InstanceValue | undefined, values: ObjectValue): ObjectValue {
  const passed = owner?.arguments.fields;
  const [first] = passed?.get('0') ? optionsOf(passed.get('0')?.value ?? values) : [];
  const settings = first?.kind === 'object' ? first.fields : passed;
  const own = settings?.get('partial_variables') ?? settings?.get('partialVariables');
  return own?.value.kind === 'object' ? mergeInto(own.value, values) : values;
}

function isFilling(operation: TemplateOperation): operation is FillOperation | FillFileOperation {
  return operation.startsWith('fill-');
}

interface Filled {
  readonly text: Value | undefined;
  /** Arguments that hold the values. */
  readonly values: ObjectValue;
  readonly environment: InstanceValue | undefined;
}

class TemplateLibrary {
  readonly #evaluation: Evaluation;
  readonly #view: View;
  readonly #spot: Spot;
  #lookups = 0;

  constructor(evaluation: Evaluation, view: View, spot: Spot) {
    this.#evaluation = evaluation;
    this.#view = view;
    this.#spot = spot;
  }

  filled(operation: FillOperation | FillFileOperation, owner: InstanceValue | undefined, passed: ObjectValue): Filled {
    const kind = owner && this.#kindOf(owner);
    if (owner && (kind === 'template' || kind === 'template-file')) {
      const file = kind === 'template-file' && positional(passed) > 1 ? passed.fields.get('0')?.value : undefined;
      return { text: this.#textOf(owner, file), values: passed, environment: owner.receiver };
    }
    const environment = kind === 'template-environment' ? owner : this.#configured();
    const first = passed.fields.get('0')?.value ?? passed.fields.get('template')?.value;
    const values = withoutFirst(passed);
    if (first === undefined) return { text: undefined, values, environment };
    if (operation.endsWith('-file'))
      return { text: this.byName(environment, first, this.#spot.uri), values, environment };
    const isTemplate = first.kind === 'instance' && this.#kindOf(first) === 'template';
    return { text: isTemplate ? this.#textOf(first) : first, values, environment };
  }

  /** The text of a template that an environment finds by its name, or a path names where there is none. */
  byName(environment: InstanceValue | undefined, name: Value, from: string): Value | undefined {
    if (++this.#lookups > MAXIMUM_LOOKUPS) return undefined;
    const isEnvironment = environment !== undefined && this.#kindOf(environment) === 'template-environment';
    return mapOptions(
      name,
      (option) => {
        const names = option.kind === 'list' ? option.items : [option];
        const known = names.map(staticText).filter((text) => text !== undefined);
        if (known.length < names.length) return unknownValue('a template whose name is not known', this.#spot);
        const loader = isEnvironment ? loaderOf(environment) : undefined;
        if (isEnvironment) return (loader && this.#load(loader, known)) ?? unknownValue(NOT_FOUND, this.#spot);
        return this.#read(
          known.flatMap((path) => [path, normalizePath(['views', path])]),
          from,
        );
      },
      this.#spot,
    );
  }

  /** What the library says that an object is. */
  #kindOf({ symbol }: InstanceValue): LibraryOperation | undefined {
    return this.#evaluation.environment.language(this.#view.index.program.language).library.get(symbol);
  }

  /** @param file Which of a template's files. */
  #textOf(template: InstanceValue, file?: Value): Value | undefined {
    const { fields } = template.arguments;
    if (this.#kindOf(template) === 'template-file') {
      const names = [...fields.values()].map(({ value }) => value).filter(isName);
      const wanted = file && staticText(file);
      const name = wanted === undefined ? names[0] : names.find((path) => staticText(path)?.endsWith(wanted));
      return name && this.byName(template.receiver, name, template.origin.uri);
    }
    const given = fields.get('template') ?? fields.get('source') ?? fields.get('0');
    return given?.value.kind === 'object' ? given.value.fields.get('template')?.value : given?.value;
  }

  /** `nunjucks.configure("prompts")`, which counts for what the module itself renders. */
  #configured(): InstanceValue | undefined {
    const calls = this.#view.index.callsByName.get('configure') ?? [];
    for (const { call, scope, offset, arms } of calls.slice(0, MAXIMUM_CONFIGURATIONS)) {
      const made = this.#evaluation.evaluate(call, { ...this.#view, place: { scope, offset, arms } });
      if (made.kind === 'instance' && this.#kindOf(made) === 'template-environment') return made;
    }
    return undefined;
  }

  #load(loader: Value, names: readonly string[], depth = 0): Value | undefined {
    if (depth > MAXIMUM_LOADERS) return undefined;
    switch (loader.kind) {
      case 'choice':
        return mapOptions(
          loader,
          (option) => this.#load(option, names, depth + 1) ?? unknownValue(NOT_FOUND, this.#spot),
          this.#spot,
        );
      case 'text':
        return this.#inFolder(staticText(loader), names, loader.origin.uri);
      case 'list': {
        const found = loader.items.slice(0, MAXIMUM_LOADERS).map((item) => this.#load(item, names, depth + 1));
        return found.find((value) => value?.kind === 'text') ?? found.find((value) => value !== undefined);
      }
      case 'object': {
        const root = loader.fields.get('root') ?? loader.fields.get('views');
        return root && this.#load(root.value, names, depth + 1);
      }
      case 'instance':
        return this.#loadFrom(loader, names, depth);
      default:
        return undefined;
    }
  }

  #loadFrom(loader: InstanceValue, names: readonly string[], depth: number): Value | undefined {
    const { fields } = loader.arguments;
    const first = fields.get('0')?.value;
    switch (this.#kindOf(loader)) {
      case 'template-folder': {
        const folder = first ?? fields.get('searchpath')?.value;
        return folder && this.#load(folder, names, depth + 1);
      }
      case 'template-package': {
        const above = this.#folderOfPackage(first ?? fields.get('package_name')?.value);
        const given = fields.get('1')?.value ?? fields.get('package_path')?.value;
        const folder = given === undefined ? 'templates' : staticOf(given);
        if (above === undefined || folder === undefined) return undefined;
        return this.#inFolder(above + folder, names, loader.origin.uri);
      }
      case 'template-texts': {
        const texts = first ?? fields.get('mapping')?.value;
        return texts?.kind === 'object' ? texts.fields.get(names[0] ?? '')?.value : undefined;
      }
      case 'template-loaders': {
        const loaders = first ?? fields.get('loaders')?.value;
        return loaders?.kind === 'list' ? this.#load(loaders, names, depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** With a slash behind it; empty for the folder of the file that makes the loader. */
  #folderOfPackage(name: Value | undefined): string | undefined {
    const { library } = this.#evaluation.environment.language(this.#view.index.program.language);
    if (name?.kind === 'symbol' && library.get(name.symbol) === 'this-module') return '';
    const text = staticOf(name);
    return text === undefined ? undefined : `${text.replaceAll('.', '/')}/`;
  }

  #inFolder(folder: string | undefined, names: readonly string[], from: string): Value | undefined {
    if (folder === undefined) return undefined;
    return this.#read(
      names.map((name) => normalizePath([folder, name.replace(/^\/+/, '')])),
      from,
    );
  }

  #read(paths: readonly string[], from: string): Value {
    const ending = /\.\w{1,12}$/.exec(from)?.[0] ?? '';
    const candidates = paths.flatMap((path) => (/\.\w+$/.test(path) ? [path] : [path, path + ending]));
    return readFirstTextFile(candidates.slice(0, MAXIMUM_CANDIDATES), from, this.#evaluation, this.#spot);
  }
}

const NOT_FOUND = 'a template that is not found';
/** Includes of one template. */
const MAXIMUM_LOOKUPS = 60;
const MAXIMUM_LOADERS = 8;
const MAXIMUM_CONFIGURATIONS = 4;
const MAXIMUM_CANDIDATES = 16;

/** `Environment(loader=…)`, `new nunjucks.Environment(…)`, `new Liquid({ root })`. */
function loaderOf({ arguments: { fields } }: InstanceValue): Value | undefined {
  return (fields.get('loader') ?? fields.get('directory') ?? fields.get('0'))?.value;
}

function staticOf(value: Value | undefined): string | undefined {
  return value && staticText(value);
}

function isName(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => kind === 'text' || kind === 'list');
}

function positional({ fields }: ObjectValue): number {
  return [...fields.keys()].filter((key) => /^\d+$/.test(key)).length;
}

/** The arguments behind the first one, which is the template. */
function withoutFirst(passed: ObjectValue): ObjectValue {
  const fields = [...passed.fields].flatMap(([key, field]) => {
    if (key === '0' || key === 'template') return [];
    return [[/^\d+$/.test(key) ? String(Number(key) - 1) : key, field] as const];
  });
  return { ...passed, fields: new Map(fields) };
}

/** Values come by name, as one object, or both. */
function named(passed: ObjectValue): ObjectValue {
  const isNamed = ([key]: readonly [string, unknown]): boolean => !/^\d+$/.test(key);
  const own: ObjectValue = { ...passed, fields: new Map([...passed.fields].filter(isNamed)) };
  const first = passed.fields.get('0') ?? passed.fields.get('data');
  return first === undefined ? own : mergeInto(mergeInto({ ...own, fields: new Map() }, first.value), own);
}

/** What Go's templates read from: it can have methods beside its fields. */
function lastOf({ fields }: ObjectValue, spot: Spot): Value {
  const data = [...fields.values()].at(-1)?.value ?? unknownValue('nothing is passed', spot);
  return mapOptions(data, (option) => (option.kind === 'object' ? { ...option, isOpen: true } : option), spot);
}
