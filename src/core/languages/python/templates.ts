import type { TemplateOperation } from '../../domain/language.ts';

type Symbols = Partial<Record<TemplateOperation, readonly string[]>>;

/** Jinja's names, each of its modules and of its package. */
const LOADER_MODULES = ['jinja2#', 'jinja2.loaders#', 'jinja2#loaders.'];
const ENVIRONMENTS = [
  'jinja2#Environment',
  'jinja2.environment#Environment',
  'jinja2#environment.Environment',
  'jinja2.sandbox#SandboxedEnvironment',
  'jinja2#sandbox.SandboxedEnvironment',
  'jinja2.sandbox#ImmutableSandboxedEnvironment',
  'jinja2#sandbox.ImmutableSandboxedEnvironment',
  'jinja2.nativetypes#NativeEnvironment',
  'jinja2#nativetypes.NativeEnvironment',
  'liquid#Environment',
];
const TEMPLATES = [
  'jinja2#Template',
  'jinja2.environment#Template',
  'jinja2.nativetypes#NativeTemplate',
  'liquid#Template',
];
const FROM_STRING = ENVIRONMENTS.map((environment) => `${environment}().from_string`);
const FROM_FILE = ENVIRONMENTS.flatMap((environment) =>
  ['get_template', 'select_template', 'get_or_select_template'].map((method) => `${environment}().${method}`),
);

/** LangChain's and LlamaIndex's templates are filled as `str.format` does. */
const FORMATTED = [
  ...['langchain', 'langchain_core', 'langchain_classic'].flatMap((name) => [
    `${name}#PromptTemplate`,
    `${name}.prompts#PromptTemplate`,
    `${name}.prompts.prompt#PromptTemplate`,
  ]),
  'llama_index.core#PromptTemplate',
  'llama_index.core.prompts#PromptTemplate',
];
const FORMATTED_TEMPLATES = FORMATTED.flatMap((name) => [name, `${name}.from_template`]);

/** What common template libraries of Python do. */
export const templates: Symbols = {
  template: [...TEMPLATES, ...FROM_STRING, 'string#Template', ...FORMATTED_TEMPLATES],
  'template-file': FROM_FILE,
  'template-environment': ENVIRONMENTS,
  'template-folder': LOADER_MODULES.map((module) => `${module}FileSystemLoader`),
  'template-package': LOADER_MODULES.map((module) => `${module}PackageLoader`),
  'template-texts': LOADER_MODULES.map((module) => `${module}DictLoader`),
  'template-loaders': LOADER_MODULES.map((module) => `${module}ChoiceLoader`),
  'fill-jinja': [...TEMPLATES, ...FROM_STRING, ...FROM_FILE].flatMap((template) => [
    `${template}().render`,
    `${template}().render_async`,
  ]),
  'fill-dollars': ['string#Template().substitute', 'string#Template().safe_substitute'],
  'fill-handlebars': ['chevron#render', 'chevron.renderer#render', 'pystache#render', 'pystache#Renderer().render'],
  'fill-braces': FORMATTED_TEMPLATES.map((template) => `${template}().format`),
};
