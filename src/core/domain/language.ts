import type { TextEdit } from '../util/text.ts';
import type { EditIntent } from './edit.ts';
import type { LanguageId } from './languageId.ts';
import type { Program } from './program.ts';

/** A source language: text in, {@link Program} out; edits in, text edits out. It knows nothing of Bedrock. */
export interface Language {
  readonly id: LanguageId;
  /** File name endings with their dot, lower case. */
  readonly extensions: readonly string[];
  /** Ids that editors give such documents. */
  readonly editorLanguageIds: readonly string[];
  /** File names of the grammars that it parses with, in the host's assets. */
  readonly grammars: readonly string[];
  /** Never throws: what cannot be parsed is `unknown` in the program. Grammars must have been loaded before. */
  lower(source: LanguageSource): Program;
  /** Set where files are data: YAML and JSON, which are written like those that hold templates. */
  readonly isData?: true;
  /** Writes one edit; undefined when the node is not found again or the syntax has no place for it. */
  writeEdit(source: LanguageSource, edit: EditIntent): readonly TextEdit[] | undefined;
  /** A comment of this language that holds `text`, without a line break. */
  lineComment(text: string): string;
  /** What the language's own library does, for `resolve`: symbol (see `SymbolValue`) → operation. */
  readonly library: ReadonlyMap<string, LibraryOperation>;
  /**
   * Files that an import can mean, likeliest first, as paths: relative to the importing file when they start with `.`,
   * else to any folder above it. Empty when it can only be a package.
   *
   * @param name What is imported from it, for languages in which a module is a folder and a file is called like what it holds.
   */
  moduleCandidates(specifier: string, name?: string): readonly string[];
  /** Absent for languages whose programs have no settings files of a usual name. */
  readonly settingFiles?: SettingFiles;
  /** Absent for languages whose libraries make objects by constructors only. */
  readonly builders?: BuilderStyle;
  /** Set where an object's attribute is read by a call of its name: `object.name` of Ruby. */
  readonly callsReadFields?: true;
  /**
   * Paths of files beside a file that may declare a name which it uses without importing it, for languages whose packages are
   * folders: those that can be asked for, since folders are not listed.
   */
  packageFiles?(name: string): readonly string[];
  /** Absent for languages whose modules have no parameters. */
  readonly modules?: ModuleStyle;
  /** Absent for languages whose packages are no folders. */
  readonly packages?: FolderPackages;
  /** Set where imports that name no file from here can mean one below any folder that is installed. */
  readonly hasInstalledImports?: true;
  /** Absent for languages whose files are not looked through for users of another file. */
  readonly imports?: TextualImports;
  /** Set where a file does not say which module a name is from: the types of packages are bare names then, `#HttpClient`. */
  readonly hasBareTypes?: true;
}

/** Packages that are folders, whose files see each other's names without an import. */
export interface FolderPackages {
  /** Name of the file that says what the packages below its folder are called. */
  readonly manifest: string;
  /** Folder of an import below that of the manifest; undefined where the manifest says nothing of it. */
  folderBy(manifest: string, specifier: string): string | undefined;
  /** Folders that an import can mean, likeliest first, as {@link Language.moduleCandidates} gives files. */
  folders(specifier: string, manifest: string | undefined): readonly string[];
  /** False for files that others do not see: tests. */
  isPart(path: string): boolean;
  /** Names that a file declares for its package, and of the types that it has methods of; a look at the text. */
  declaredIn(text: string): readonly string[];
  /** Names of the language itself, which no file declares. */
  readonly predeclared: ReadonlySet<string>;
}

/** Files in which the usual frameworks of a language keep an application's settings. */
export interface SettingFiles {
  /** Below a folder of the program, the weakest first; with a profile, the files that hold in it alone. */
  paths(profile?: string): readonly string[];
  /** True for the symbol of something whose elements are settings by their keys: `configuration["A:B"]`. */
  holds?(symbol: string): boolean;
  /** True for a function of such a thing that gives what stands under a key: (key, default?). */
  reads?(symbol: string): boolean;
  /** True for a function of such a thing that gives those below the key that it is handed. */
  opensSection?(symbol: string): boolean;
  /** Keys of the sections that a program's text says it reads into a class of a name. */
  sectionsOf?(text: string, name: string): readonly string[];
  /** What files are called, without their ending, in which programs begin: settings stand beside them too. */
  readonly startFiles?: readonly string[];
}

/** How a language's files use each other as modules with parameters. */
export interface ModuleStyle {
  readonly uses: readonly ModuleUseForm[];
  /** Paths of files that may use one, looked for from its folder upwards; absent where imports tell. */
  readonly users?: readonly string[];
  /** Files of values that count without being named, each over the one before; values stand under the parameters' names. */
  readonly loadedValues?: readonly string[];
  /** Files of values of which a deployment takes one. */
  readonly namedValues?: readonly string[];
}

/** A call that stands for a module: which argument names its file or folder, and which one holds what it is given. */
export interface ModuleUseForm {
  readonly callee: string;
  readonly source: string;
  /** Absent where the arguments themselves are given. */
  readonly parameters?: string;
}

/** How a language's libraries make objects step by step: `Request.builder().model(id).build()`. */
export interface BuilderStyle {
  /** Symbol of the type that a call of a symbol begins to build, or that builders of a declared type build. */
  builds(symbol: string): string | undefined;
  /** The same for a call that is handed nothing but a function, which sets what is built: `Request { model = id }`. */
  handedTo?(symbol: string): string | undefined;
  /** True for the method that gives the object; any other that is handed something sets the argument of its name. */
  ends(method: string): boolean;
  /** True for a method that takes over what another builder, or a function that is handed one, sets. */
  merges(method: string): boolean;
  /** Set where a method that is called again adds to what it was handed before. */
  readonly isRepeatable?: true;
}

/** What imports look like, told from text and path alone. */
export interface TextualImports {
  /** Paths of all that a file may import, with slashes, as far as they are written: ends of the paths of files. */
  pathsIn(text: string, uri: string): readonly string[];
  /** The whole paths under which a file can be imported. */
  modulePaths(uri: string): readonly string[];
  /** False for a file that surely passes nothing on of what it imports; absent where no file does. */
  mayPassOn?(text: string): boolean;
  /** Names that a file declares for all others, for languages in which neither folder nor file is called like what it holds. */
  declaredIn?(text: string): readonly string[];
  /** Absent for languages whose classes name the contracts that they keep. */
  readonly contracts?: TextualContracts;
}

/** Contracts that a class keeps by having their methods, told from text alone. */
export interface TextualContracts {
  /** Names of the methods that classes of a file have. */
  methodsIn(text: string): readonly string[];
  /** For each contract that a file declares, the names of its methods. */
  contractsIn(text: string): readonly (readonly string[])[];
}

export interface LanguageSource {
  readonly uri: string;
  readonly text: string;
}

/**
 * What a library function does with its receiver and arguments, in words that every language shares. `method:` entries
 * of a library (`method:format`) stand for a method of a text, list or object value, `property:` entries for what is
 * read from one without a call (`property:parent`), `mutation:` entries for what a method does to the value that it is
 * called on, where that is not what it gives back (`mutation:pop`), or a function to its first argument
 * (`mutation:#Object.assign`).
 */
export type LibraryOperation =
  | 'identity' // returns its first argument or receiver: aws.String(x), x.strip(), str(x), Promise.resolve(x)
  | 'json-encode'
  | 'json-encode-members' // the same, also of objects of classes, as their properties
  | 'json-decode'
  | 'toml-decode' // (text, an opened file, or the path of one)
  | 'ini-file' // (): what the file that the program makes it read says, by section and key
  | 'setting' // (key, default?), (name=…, defaultValue=…): what the application's settings files say
  | 'bound-setting' // (class, property, section, default?): what the section of the settings says that is read into the class
  | 'setting-text' // (text with ${key:default}): the same, as an annotation names them
  | 'module-parameter' // (name, default=…): what the users of a module give it, else its files of values, else the default
  | 'environment-get' // (name, default?)
  | 'stored-parameter' // (Name=…), ({ Name }): the answer of Systems Manager, `Parameter.Value` in it, that a deployment stores
  | 'stored-text' // (…, name): the same as the text itself
  | 'environment-settings' // a class whose fields are environment variables of their names: pydantic's BaseSettings
  | 'environment' // a map of environment variables: os.environ, process.env
  | 'read-file' // (path): the text of a file
  | 'open-file' // (path): something whose `read` gives the text of a file
  | 'read' // method: the text of the opened file that it is called on
  | 'join-path'
  | 'package-folder' // (package): the folder of a package; of the file itself where the package is its own
  | 'package-file' // (package, name): the text of a file in it
  | 'parent-path'
  | 'this-file' // path of the source file itself
  | 'this-module' // name of the module that the source file is
  | 'format' // method: `"…{x}…".format(x=1)`
  | 'format-percent' // method or function: `"…%s…" % (a, b)`, Sprintf("…%s…", a, b)
  | TemplateOperation
  | 'replace' // method: (from, to) on a text
  | 'join' // method: separator.join(list), or list.join(separator)
  | 'dedent'
  | 'object' // dict(a=1), Object.assign({}, a, b), {**a}
  | 'merge' // method: target.update(source)
  | 'union' // (a, b): dicts are merged; of other objects it makes one that keeps both
  | 'get' // method: object.get(key, default)
  | 'declared-default' // (default?, default=…): the declaration of a field
  | 'its-default' // what is read from an object that is made with `default`: CfnParameter(…, default="x").value_as_string
  | 'put' // method: object.put(key, value), which gives the object back; a list takes an item
  | 'append' // method: list.append(item), list.push(item)
  | 'prepend' // mutation: list.unshift(item)
  | 'insert' // mutation: list.insert(index, item)
  | 'remove' // mutation: object.pop(key), list.pop(index)
  | 'set-default' // mutation: object.setdefault(key, value)
  | 'extend' // method: list.extend(items)
  | 'keys' // method or function: the keys of an object as a list
  | 'values' // the same for its values
  | 'entries' // the same for its fields, each a list of key and value
  | 'trim' // a text without the blanks around it; any argument makes it unknown
  | 'contains' // method or function: whether a text has another one in it
  | 'starts-with'
  | 'ends-with'
  | 'split' // text.split(separator): its pieces as a list; any further argument makes it unknown
  | 'repeat' // text.repeat(n), strings.Repeat(text, n)
  | 'lower-case'
  | 'upper-case'
  | 'to-text' // str(x), String(x), x.toString()
  | 'to-json-text' // x.toString() of what a JSON library made: objects as JSON, anything else as text
  | 'to-number' // int("512"), Number("512"), parseInt("512", 10)
  | 'encode' // text to bytes, which stay the same text for us
  | 'current-time'
  | 'random'
  | 'user-input' // input(), argv, request body
  | 'random-number'
  | 'number' // gives a number: len(x), x.toFixed(2), x.length; also `type:` of a declared type, as the four below
  | 'length' // the same, where it counts what its receiver or first argument has: len(x), x.length
  | 'truth' // true or false
  | 'date' // a date or time as text
  | 'identifier' // a random id as text
  | 'hash' // hexadecimal digits of a hash
  | 'slice' // method: x[start:end], x.slice(start, end)
  | 'slice-length' // method: x.substr(start, length)
  | 'limit' // (x, n) or method (n): no more than so many characters or items
  | 'derived' // made of its receiver or first argument, about as long
  | 'map' // method: list.map(f), or function (list, f), (f, list)
  | 'reduce' // method: list.reduce(f, first)
  | 'lend' // method: object.let(f): what f gives back, which is handed the object
  | 'lend-back' // method: object.apply(f): the object, as f leaves it
  | 'filter' // method: list.filter(f), or function (f, list)
  | 'flatten' // method: list.flat(): the items of its items
  | 'chain' // (list, list): the items of each
  | 'to-list' // (list): a list of the same items
  | 'minimum' // (number, number)
  | 'enumerate' // (list): pairs of number and item
  | 'iterate' // method: list.map(f), forEach(f): runs its callback per element
  | 'collection' // `type:` of a list or map, which can hold any number of items
  | 'text-splitter' // (chunk_size=n), ({chunkSize: n}): splits texts into pieces of so many characters
  | 'token-splitter' // the same in tokens
  | 'split-texts' // method of a splitter: a list of texts
  | 'split-documents' // method of a splitter: a list of objects with texts
  | 'retriever' // method or constructor (k), (search_kwargs={"k": n}): what looks up so many passages
  | 'retrieve' // method of such a thing, or of a store: (query, k)
  | 'retrieve-scored' // the same, each passage in a pair with its score
  | 'json-schema' // (class or schema), or method of a class: what it says as JSON schema
  | 'json-schema-text' // the same as a text
  | 'format-instructions' // method of a parser: the text that asks a model for what it parses
  | 'checked' // method of a schema: what it is handed, as the schema says
  | 'checked-data' // the same, as `data` of what is given back
  | 'retrieve-response' // (retrievalConfiguration=…): the answer of a knowledge base, `retrievalResults` in it
  | HandingOn;

/**
 * What a function does with a function that it is handed; `hands-on:` entries of a library, by last name (`hands-on:submit`).
 */
export type HandingOn =
  | 'calls-first' // executor.submit(f, a, b): with the arguments behind it
  | 'calls-second' // loop.run_in_executor(executor, f, a): the same, of the second argument
  | 'calls-target' // Thread(target=f, args=(a, b), kwargs={…})
  | 'calls-each' // pool.map(f, list): with each item of the list, or of each list
  | 'calls-each-second' // pMap(list, f): the same, where the list comes first
  | 'calls-each-spread' // pool.starmap(f, list): with each item of the list as its arguments
  | 'calls-receiver' // task.delay(a, b): what it is called on, with its arguments
  | 'calls-applied'; // pool.apply_async(f, (a, b), {…}), and task.apply_async((a, b), {…}) of what it is called on

/**
 * What a library of templates does. The first ones make an object that keeps what it was made with; `library` says of its
 * symbol what it is, and of the symbols of its methods (`jinja2#Template().render`) and of what a call of it does
 * (`handlebars#compile()()` is written `handlebars#compile()`).
 */
export type TemplateOperation =
  | 'template' // (text): Template("…{{ x }}…"), env.from_string("…"), Handlebars.compile("…")
  | 'template-file' // (name): env.get_template("x.j2"), or a path where there is no environment
  | 'template-environment' // (loader), (loader=…): where templates are looked for by name
  | 'template-folder' // (path), or a list of paths
  | 'template-package' // (package, folder="templates")
  | 'template-texts' // (texts by name)
  | 'template-loaders' // (a list of the above)
  | FillOperation
  | FillFileOperation;

/** Of a template: (values). Of an environment, or a function: (text of a template, values). */
export type FillOperation =
  'fill-braces' | 'fill-dollars' | 'fill-ejs' | 'fill-go' | 'fill-handlebars' | 'fill-jinja' | 'fill-lodash';

/** Of an environment, or a function: (name of a template, values). */
export type FillFileOperation = 'fill-ejs-file' | 'fill-jinja-file';
