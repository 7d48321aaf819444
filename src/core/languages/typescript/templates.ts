import type { TemplateOperation } from '../../domain/language.ts';

type Operations = Readonly<Record<string, TemplateOperation>>;

const HANDLEBARS: Operations = {
  compile: 'template',
  'compile()': 'fill-handlebars',
  'create().compile': 'template',
  'create().compile()': 'fill-handlebars',
};

const NUNJUCKS: Operations = {
  renderString: 'fill-jinja',
  render: 'fill-jinja-file',
  FileSystemLoader: 'template-folder',
  ...environment('Environment'),
  ...environment('configure'),
  compile: 'template',
  'compile().render': 'fill-jinja',
  Template: 'template',
  'Template().render': 'fill-jinja',
};

const LIQUID: Operations = {
  Liquid: 'template-environment',
  'Liquid().parse': 'template',
  ...methods('Liquid', ['render', 'renderSync', 'parseAndRender', 'parseAndRenderSync'], 'fill-jinja'),
  ...methods('Liquid', ['renderFile', 'renderFileSync'], 'fill-jinja-file'),
};

const EJS: Operations = {
  render: 'fill-ejs',
  renderFile: 'fill-ejs-file',
  compile: 'template',
  'compile()': 'fill-ejs',
};

const UNDERSCORE: Operations = { template: 'template', 'template()': 'fill-ejs' };
const LODASH: Operations = { template: 'template', 'template()': 'fill-lodash' };

const LANGCHAIN: Operations = Object.fromEntries(
  ['PromptTemplate', 'PromptTemplate.fromTemplate'].flatMap((template) => [
    [template, 'template'],
    [`${template}().format`, 'fill-braces'],
  ]),
);

/** What common template libraries of JavaScript do. */
export const TEMPLATE_PACKAGES: Readonly<Record<string, Operations>> = {
  handlebars: HANDLEBARS,
  mustache: { render: 'fill-handlebars' },
  nunjucks: NUNJUCKS,
  liquidjs: LIQUID,
  ejs: EJS,
  lodash: LODASH,
  'lodash-es': LODASH,
  underscore: UNDERSCORE,
  '@langchain/core/prompts': LANGCHAIN,
  'langchain/prompts': LANGCHAIN,
};

function environment(name: string): Operations {
  return {
    [name]: 'template-environment',
    [`${name}().renderString`]: 'fill-jinja',
    [`${name}().render`]: 'fill-jinja-file',
    [`${name}().getTemplate`]: 'template-file',
    [`${name}().getTemplate().render`]: 'fill-jinja',
  };
}

function methods(owner: string, names: readonly string[], operation: TemplateOperation): Operations {
  return Object.fromEntries(names.map((name) => [`${owner}().${name}`, operation]));
}
