import assert from 'node:assert/strict';
import { evaluateShown, itShows, shown } from './evaluateShown.ts';
import type { Row } from './evaluateShown.ts';

const JINJA = 'from jinja2 import Template\n';

/** Rows of what a Jinja template becomes with `values` in Python. */
function rendered(
  rows: readonly (readonly [title: string, template: string, values: string, expected: string])[],
): Row[] {
  return rows.map(([title, template, values, expected]) => [
    title,
    `${JINJA}show(Template(${JSON.stringify(template)}).render(${values}))`,
    expected,
  ]);
}

describe('templates that programs fill', () => {
  describe('of Jinja', () => {
    itShows('app.py', [
      ['from a text', `${JINJA}show(Template("Hi {{ x }}").render(x="Bob"))`, '"Hi Bob"'],
      ['from a dictionary', `${JINJA}show(Template("Hi {{ x }}").render({"x": "Bob"}))`, '"Hi Bob"'],
      ['named values win over a dictionary', `${JINJA}show(Template("{{ x }}").render({"x": "A"}, x="B"))`, '"B"'],
      ['from spread values', `${JINJA}v = {"x": "Bob"}\nshow(Template("Hi {{ x }}").render(**v))`, '"Hi Bob"'],
      ['of the package', `import jinja2\nshow(jinja2.Template("{{ x }}").render(x=1))`, '"1"'],
      ['later', `${JINJA}t = Template("{{ x }}")\ndef f(q):\n    show(t.render(x=q))`, '"{x~input}"'],
      ['asynchronously', `${JINJA}async def f():\n    show(await Template("{{ x }}").render_async(x=1))`, '"1"'],
      [
        'from an environment',
        'from jinja2 import Environment\nenv = Environment(trim_blocks=True)\nshow(env.from_string("Hi {{ x }}").render(x="Bob"))',
        '"Hi Bob"',
      ],
      [
        'from a sandbox',
        'from jinja2.sandbox import SandboxedEnvironment\nshow(SandboxedEnvironment().from_string("{{ x }}").render(x=1))',
        '"1"',
      ],
      [
        'from an attribute',
        'from jinja2 import Environment\nclass P:\n    def __init__(self):\n        self.env = Environment()\n' +
          '    def ask(self, text):\n        show(self.env.from_string("{{ x }}!").render(x=text))',
        '"{x~input}!"',
      ],
      [
        'where the text is not known',
        `${JINJA}def f(t):\n    show(Template(t).render(x=1))`,
        'instance of jinja2#Template().render',
      ],
      ['that is one of two', `${JINJA}show(Template("a {{ x }}" if c else "b").render(x=1))`, '"a 1" | "b"'],
      ['with a hole of its own', `${JINJA}show(Template(f"{a} {{{{ x }}}}").render(x=1))`, '"{a} 1"'],
      ['half-typed', `${JINJA}show(Template("Hi {{ x }} {% if").render(x="Bob", y=))`, '"Hi Bob {% if"'],
      ['half-typed, with nothing given', `${JINJA}show(Template("Hi {{ x }}").render(x=))`, '"Hi {x}"'],
      [
        'half-typed, before it is filled',
        `${JINJA}t = Template("Hi {{ x }}")\nshow(t.)`,
        'instance of jinja2#Template',
      ],
      [
        'with the time',
        `${JINJA}from datetime import datetime\nshow(Template("{{ x }}").render(x=datetime.now()))`,
        '"{x~time}"',
      ],
    ]);

    describe('with values', () => {
      itShows(
        'app.py',
        rendered([
          ['of a field', '{{ u.name }}', 'u={"name": "Bob"}', '"Bob"'],
          ['of an item', '{{ u[0] }}{{ u[-1] }}', 'u=["a", "b"]', '"a{u~input}"'],
          ['of a field by its key', '{{ u["name"] }}', 'u={"name": "Bob"}', '"Bob"'],
          ['that are not given', 'Hi {{ x }}', '', '"Hi {x~input}"'],
          ['that are not known', 'Hi {{ x }}', 'x=x', '"Hi {x}"'],
          ['that are perhaps given', 'Hi {{ x }}', '**values', '"Hi {x~input}"'],
          ['with a default', '{{ x | default("none") }}', '', '"none"'],
          ['with a default that is not taken', '{{ x | default("none") }}', 'x="A"', '"A"'],
          ['in capitals', '{{ x | upper }}', 'x="abc"', '"ABC"'],
          ['through a filter that keeps their size', '{{ x | trim | safe }}', 'x="abc"', '"abc"'],
          ['through a filter that is not known', '{{ x | summary }}', 'x="abc"', '"{x~input}"'],
          ['that are counted', '{{ xs | length }}', 'xs=["a", "b"]', '"2"'],
          ['that are joined', '{{ xs | join(", ") }}', 'xs=["a", "b"]', '"a, b"'],
          ['as JSON', '{{ x | tojson }}', 'x={"a": [1, "b"]}', '"{"a": [1, "b"]}"'],
          ['that the template decides on', '{{ "yes" if x else "no" }}', 'x=True', '"yes"'],
          ['of its own', '{% set x = "a" %}{{ x }}', '', '"a"'],
          ['of its own, over lines', '{% set x %}a{{ y }}{% endset %}[{{ x }}]', 'y=1', '"[a1]"'],
          ['that only a branch sets', '{% if c %}{% set x = "a" %}{% endif %}{{ x }}', 'c=c', '"{x~input}"'],
          ['raw', '{% raw %}{{ x }}{% endraw %}', 'x=1', '"{{ x }}"'],
        ]),
      );
    });

    describe('with conditions', () => {
      itShows(
        'app.py',
        rendered([
          ['that hold', '{% if x %}a{% else %}b{% endif %}', 'x=True', '"a"'],
          ['that do not', '{% if x %}a{% else %}b{% endif %}', 'x=False', '"b"'],
          ['on an empty list', '{% if x %}a{% endif %}.', 'x=[]', '"."'],
          ['on what is not known', '{% if x %}a{% else %}b{% endif %}', 'x=x', '"<0 1 1: a><0 0 1: b>"'],
          ['on what nobody gives', '{% if x %}a{% else %}b{% endif %}', '', '"<0 0 1: a><0 1 1: b>"'],
          ['on a comparison', '{% if x == "de" %}a{% elif x == "en" %}b{% else %}c{% endif %}', 'x="en"', '"b"'],
          [
            'of which one is not known',
            '{% if x %}a{% elif y %}b{% else %}c{% endif %}',
            'x=x, y=True',
            '"<0 1 1: a><0 0 1: b>"',
          ],
          ['on numbers', '{% if n > 3 %}a{% else %}b{% endif %}', 'n=2', '"b"'],
          ['on both', '{% if x and not y %}a{% endif %}', 'x=1, y=0', '"a"'],
          ['on one of two', '{% if x or y %}a{% endif %}', 'x=x, y=1', '"a"'],
          ['on being given', '{% if x is defined and x is not none %}a{% endif %}', 'x=1', '"a"'],
          ['that are not understood', '{% if x in y %}a{% endif %}', 'x=1, y=[1]', '"<0 1 1: a>"'],
          ['on a default of a parameter', '{% if x %}a{% endif %}', 'x=f()', '"<0 1 1: a>"'],
        ]),
      );
    });

    describe('with loops', () => {
      itShows(
        'app.py',
        rendered([
          ['over known items', '{% for x in xs %}{{ x }};{% endfor %}', 'xs=["a", "b"]', '"a;b;"'],
          ['over fields', '{% for x in xs %}{{ x.n }};{% endfor %}', 'xs=[{"n": "a"}, {"n": q}]', '"a;{x.n};"'],
          ['over nothing', '{% for x in xs %}a{% else %}b{% endfor %}', 'xs=[]', '"b"'],
          ['over a dictionary', '{% for k in d %}{{ k }}{% endfor %}', 'd={"a": 1, "b": 2}', '"ab"'],
          ['over its fields', '{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}', 'd={"a": 1}', '"a=1;"'],
          [
            'that count',
            '{% for x in xs %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}',
            'xs=["a", "b"]',
            '"1a,2b"',
          ],
          [
            'over what is not known',
            '{% for x in xs %}{{ x }};{% endfor %}',
            'xs=xs',
            '"<0 3 20: {x~input}><0 3 20: ;>"',
          ],
          [
            'over what is partly known',
            '{% for x in xs %}{{ x }};{% endfor %}',
            'xs=[a for a in b]',
            '"<0 3 20: {x~input}><0 3 20: ;>"',
          ],
          ['over what nobody gives', '{% for x in xs %}a{% endfor %}', '', '"<0 0 20: a>"'],
          [
            'whose names hide others',
            '{% for x in xs %}{{ x }}{% endfor %}{{ x }}',
            'xs=xs, x="o"',
            '"<0 3 20: {x~input}>o"',
          ],
          ['over some', '{% for x in xs if x.ok %}a{% endfor %}', 'xs=[1, 2]', '"<0 3 20: a>"'],
          ['over a number of times', '{% for i in range(2) %}a{% endfor %}', '', '"<2 2 2: a>"'],
          [
            'within loops',
            '{% for r in t %}{% for c in r %}{{ c }}{% endfor %}|{% endfor %}',
            't=[[1, 2], [3]]',
            '"12|3|"',
          ],
        ]),
      );
    });

    describe('with macros', () => {
      itShows(
        'app.py',
        rendered([
          [
            'that are called',
            '{% macro m(a, b="B") %}[{{ a }}{{ b }}]{% endmacro %}{{ m("x") }}{{ m("y", b="z") }}',
            '',
            '"[xB][yz]"',
          ],
          ['that are never called', '{% macro m(a) %}{{ a }}{% endmacro %}.', '', '"."'],
        ]),
      );
    });
  });

  describe('in files', () => {
    const environment =
      'from jinja2 import Environment, FileSystemLoader, PackageLoader, DictLoader, ChoiceLoader\n' +
      'env = Environment(loader=FileSystemLoader("prompts"))\n';
    itShows('src/app.py', [
      [
        'of a folder',
        `${environment}show(env.get_template("ask.j2").render(x=1))`,
        '"Ask 1"',
        { files: { 'src/prompts/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of a folder of the project',
        `${environment}t = env.get_template("a/ask.j2")\nshow(t.render(x=1))`,
        '"Ask 1"',
        { files: { 'prompts/a/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of a folder beside the program',
        'from pathlib import Path\nfrom jinja2 import Environment, FileSystemLoader\n' +
          'env = Environment(loader=FileSystemLoader(Path(__file__).parent / "prompts"))\n' +
          'show(env.get_template("ask.j2").render(x=1))',
        '"Ask 1"',
        { files: { 'src/prompts/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of one of several folders',
        'from jinja2 import Environment, FileSystemLoader\n' +
          'env = Environment(loader=FileSystemLoader(["none", "prompts"]))\nshow(env.get_template("ask.j2").render(x=1))',
        '"Ask 1"',
        { files: { 'src/prompts/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of a package',
        `${environment}env = Environment(loader=PackageLoader("my.app", "prompts"))\nshow(env.get_template("ask.j2").render(x=1))`,
        '"Ask 1"',
        { files: { 'my/app/prompts/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of the package that the program is',
        'from app.core import env\nshow(env.get_template("ask.j2").render(x=1))',
        '"Ask 1"',
        {
          files: {
            'src/app/core/__init__.py':
              'from jinja2 import Environment, PackageLoader\nenv = Environment(loader=PackageLoader(__name__))',
            'src/app/core/templates/ask.j2': 'Ask {{ x }}',
          },
        },
      ],
      [
        'that are texts of the program',
        `${environment}env = Environment(loader=DictLoader({"ask": "Ask {{ x }}"}))\nshow(env.get_template("ask").render(x=1))`,
        '"Ask 1"',
      ],
      [
        'of one of several loaders',
        `${environment}env = Environment(loader=ChoiceLoader([DictLoader({"a": "A"}), FileSystemLoader("prompts")]))\n` +
          'show(env.get_template("ask.j2").render(x=1))',
        '"Ask 1"',
        { files: { 'src/prompts/ask.j2': 'Ask {{ x }}' } },
      ],
      [
        'of another module',
        'from prompts import render\nshow(render("ask", x="Bob"))',
        '"Ask Bob"',
        {
          files: {
            'src/prompts.py':
              'from jinja2 import Environment, FileSystemLoader\nenv = Environment(loader=FileSystemLoader("texts"))\n' +
              'def render(name, x):\n    return env.get_template(f"{name}.j2").render(x=x)',
            'src/texts/ask.j2': 'Ask {{ x }}',
          },
        },
      ],
      [
        'that are not there',
        `${environment}show(env.get_template("ask.j2").render(x=1))`,
        'instance of jinja2#Environment().get_template().render',
      ],
      [
        'outside the workspace',
        `${environment}show(env.get_template("../../../../etc/passwd").render(x=1))`,
        'instance of jinja2#Environment().get_template().render',
      ],
      [
        'where the folder is not known',
        'from jinja2 import Environment, FileSystemLoader\ndef f(folder):\n    env = Environment(loader=FileSystemLoader(folder))\n' +
          '    show(env.get_template("ask.j2").render(x=1))',
        'instance of jinja2#Environment().get_template().render',
        { files: { 'src/ask.j2': 'Ask' } },
      ],
      [
        'where the environment is not known',
        'from jinja2 import Environment\ndef f(env: Environment):\n    show(env.get_template("ask.j2").render(x=1))',
        'instance of jinja2#Environment().get_template().render',
        { files: { 'src/ask.j2': 'Ask' } },
      ],
      [
        'that include others',
        `${environment}show(env.get_template("ask.j2").render(x=1))`,
        '"Ask. Rule 1! {none.j2}"',
        {
          files: {
            'prompts/ask.j2': 'Ask. {% include "rule.j2" %} {% include "none.j2" %}',
            'prompts/rule.j2': 'Rule {{ x }}!',
          },
        },
      ],
      [
        'that include one of their names',
        `${environment}show(env.get_template("ask.j2").render(kind="b"))`,
        '"B"',
        { files: { 'prompts/ask.j2': '{% include kind_file if false else "b.j2" %}', 'prompts/b.j2': 'B' } },
      ],
      [
        'that are made from others',
        `${environment}show(env.get_template("ask.j2").render(x=1))`,
        '"Head Base and 1 Foot"',
        {
          files: {
            'prompts/ask.j2': '{% extends "base.j2" %}{% block body %}{{ super() }} and {{ x }}{% endblock %}not sent',
            'prompts/base.j2': 'Head {% block body %}Base{% endblock %} {% block foot %}Foot{% endblock %}',
          },
        },
      ],
      [
        'that are made from others in three steps',
        `${environment}show(env.get_template("c.j2").render())`,
        '"abc"',
        {
          files: {
            'prompts/c.j2': '{% extends "b.j2" %}{% block x %}{{ super() }}c{% endblock %}',
            'prompts/b.j2': '{% extends "a.j2" %}{% block x %}{{ super() }}b{% endblock %}',
            'prompts/a.j2': '{% block x %}a{% endblock %}',
          },
        },
      ],
      [
        'that include themselves',
        `${environment}show(env.get_template("a.j2").render())`,
        '"a b {a.j2}"',
        { files: { 'prompts/a.j2': 'a {% include "b.j2" %}', 'prompts/b.j2': 'b {% include "a.j2" %}' } },
      ],
      [
        'that are made from themselves',
        `${environment}show(env.get_template("a.j2").render())`,
        '"{a.j2}x"',
        { files: { 'prompts/a.j2': '{% extends "a.j2" %}{% block x %}x{% endblock %}' } },
      ],
    ]);

    it('are what the value depends on', async () => {
      const files = { 'prompts/ask.j2': '{% include "rule.j2" %}', 'prompts/rule.j2': 'Rule' };
      const text = `${environment}show(env.get_template("ask.j2").render())`;
      const { host } = await evaluateShown({ path: 'app.py', text, files });
      assert.deepEqual(
        Object.keys(files).filter((path) => !host.reads.some((uri) => uri.endsWith(path))),
        [],
      );
    });
  });

  describe('of other libraries of Python', () => {
    itShows('app.py', [
      [
        'string.Template',
        'from string import Template\nshow(Template("$a ${b} $$").substitute(a=1, b=x))',
        '"1 {b} $"',
      ],
      [
        'through the module',
        'import string\nshow(string.Template("$a $b").safe_substitute({"a": 1}))',
        '"1 {b~input}"',
      ],
      ['chevron', 'import chevron\nshow(chevron.render("Hi {{x}}", {"x": "Bob"}))', '"Hi Bob"'],
      [
        'chevron with names',
        'import chevron\nshow(chevron.render(template="Hi {{x}}", data={"x": "Bob"}))',
        '"Hi Bob"',
      ],
      ['pystache', 'import pystache\nshow(pystache.render("Hi {{x}}", {"x": "Bob"}))', '"Hi Bob"'],
      [
        'LangChain',
        'from langchain_core.prompts import PromptTemplate\nshow(PromptTemplate.from_template("Hi {x}").format(x="Bob"))',
        '"Hi Bob"',
      ],
      [
        'LangChain by its constructor',
        'from langchain.prompts import PromptTemplate\np = PromptTemplate(template="Hi {x}", input_variables=["x"])\nshow(p.format(x="Bob"))',
        '"Hi Bob"',
      ],
    ]);
  });

  describe('of libraries of JavaScript', () => {
    itShows('src/app.ts', [
      [
        'Handlebars',
        `import Handlebars from 'handlebars';\nconst t = Handlebars.compile('Hi {{x}}');\nshow(t({ x: 'Bob' }));`,
        '"Hi Bob"',
      ],
      ['Handlebars by name', `import { compile } from 'handlebars';\nshow(compile('Hi {{x}}')({ x }));`, '"Hi {x}"'],
      ['Handlebars by require', `const hb = require('handlebars');\nshow(hb.compile('Hi {{x}}')({ x: 1 }));`, '"Hi 1"'],
      ['Handlebars by star', `import * as hb from 'handlebars';\nshow(hb.compile('Hi {{x}}')({ x: 1 }));`, '"Hi 1"'],
      [
        'Handlebars from a file',
        `import fs from 'node:fs';\nimport Handlebars from 'handlebars';\nshow(Handlebars.compile(fs.readFileSync('prompts/a.hbs', 'utf8'))({ x: 1 }));`,
        '"File 1"',
        { files: { 'prompts/a.hbs': 'File {{x}}' } },
      ],
      [
        'Handlebars kept by a class',
        `import Handlebars from 'handlebars';\nclass A { t = Handlebars.compile('Hi {{x}}');\n ask(x: string) { show(this.t({ x })); } }`,
        '"Hi {x~input}"',
      ],
      [
        'Handlebars, not known',
        `import Handlebars from 'handlebars';\nfunction f(t) { show(Handlebars.compile(t)({ x: 1 })); }`,
        '?',
      ],
      ...handlebars([
        ['loops', '{{#each xs}}{{@index}}{{this}} {{/each}}', `{ xs: ['a', 'b'] }`, '"0a 1b "'],
        [
          'loops over objects',
          '{{#each xs}}{{n}}{{../t}}{{/each}}',
          `{ xs: [{ n: 1 }, { n: y }], t: '!' }`,
          '"1!{n}!"',
        ],
        ['loops over fields', '{{#each o}}{{@key}}={{this}};{{/each}}', `{ o: { a: 1 } }`, '"a=1;"'],
        ['loops with names', '{{#each xs as |x i|}}{{i}}{{x}}{{/each}}', `{ xs: ['a'] }`, '"0a"'],
        ['loops that are not known', '{{#each xs}}{{n}}{{/each}}', `{ xs }`, '"<0 3 20: {n~input}>"'],
        ['conditions', '{{#if x}}a{{else if y}}b{{else}}c{{/if}}', `{ x: false, y: true }`, '"b"'],
        ['conditions that are not known', '{{#unless x}}a{{else}}b{{/unless}}', `{ x }`, '"<0 1 1: a><0 0 1: b>"'],
        ['objects', '{{#with u}}{{name}}{{/with}}', `{ u: { name: 'Bob' } }`, '"Bob"'],
        ['fields', '{{u.name}} {{u.[0]}}', `{ u: { name: 'Bob' } }`, '"Bob {u.[0]~input}"'],
        ['helpers', '{{upper x}}', `{ x: 'a' }`, '"{x~input}"'],
        ['partials', '{{> head}} a', `{}`, '"{head} a"'],
      ]),
      ['Mustache', `import Mustache from 'mustache';\nshow(Mustache.render('Hi {{x}}', { x: 'Bob' }));`, '"Hi Bob"'],
      [
        'Mustache by name',
        `import { render } from 'mustache';\nshow(render('{{#xs}}{{.}},{{/xs}}', { xs: [1, 2] }));`,
        '"1,2,"',
      ],
      [
        'Mustache sections',
        `import M from 'mustache';\nshow(M.render('{{#u}}{{n}}{{t}}{{/u}}{{^v}}no{{/v}}', { u: { n: 1 }, t: 2, v: [] }));`,
        '"12no"',
      ],
      [
        'Nunjucks',
        `import nunjucks from 'nunjucks';\nshow(nunjucks.renderString('Hi {{ x }}', { x: 'Bob' }));`,
        '"Hi Bob"',
      ],
      [
        'Nunjucks from a file',
        `import nunjucks from 'nunjucks';\nnunjucks.configure('prompts', { autoescape: false });\nshow(nunjucks.render('a.njk', { x: 1 }));`,
        '"File 1"',
        { files: { 'prompts/a.njk': 'File {{ x }}' } },
      ],
      [
        'Nunjucks by an environment',
        `import nunjucks from 'nunjucks';\nconst env = new nunjucks.Environment(new nunjucks.FileSystemLoader('prompts'));\nshow(env.render('a.njk', { x: 1 }));`,
        '"File 1"',
        { files: { 'prompts/a.njk': 'File {{ x }}' } },
      ],
      [
        'Liquid',
        `import { Liquid } from 'liquidjs';\nconst e = new Liquid();\nshow(await e.parseAndRender('Hi {{ x | upcase }}', { x: 'Bob' }));`,
        '"Hi BOB"',
      ],
      [
        'Liquid in two steps',
        `import { Liquid } from 'liquidjs';\nconst e = new Liquid();\nconst t = e.parse('{% unless x %}a{% endunless %}');\nshow(e.renderSync(t, { x: false }));`,
        '"a"',
      ],
      [
        'Liquid from a file',
        `import { Liquid } from 'liquidjs';\nconst e = new Liquid({ root: 'prompts/', extname: '.liquid' });\nshow(await e.renderFile('a.liquid', { x: 1 }));`,
        '"File 1"',
        { files: { 'prompts/a.liquid': 'File {{ x }}' } },
      ],
      ['EJS', `import ejs from 'ejs';\nshow(ejs.render('Hi <%= x %>', { x: 'Bob' }));`, '"Hi Bob"'],
      [
        'EJS with blocks',
        `import ejs from 'ejs';\nshow(ejs.render('<% xs.forEach(x => { %><%= x %>;<% }) %><% if (y) { %>a<% } else { %>b<% } %>', { xs: [1, 2], y: false }));`,
        '"1;2;b"',
      ],
      [
        'EJS with a loop',
        `import ejs from 'ejs';\nshow(ejs.render('<% for (const x of xs) { %><%= x.n %>;<% } %>', { xs }));`,
        '"<0 3 20: {x.n~input}><0 3 20: ;>"',
      ],
      [
        'EJS from a file',
        `import ejs from 'ejs';\nshow(await ejs.renderFile('prompts/a.ejs', { x: 1 }));`,
        '"File 1 Part"',
        { files: { 'prompts/a.ejs': `File <%= x %> <%- include('part') %>`, 'prompts/part.ejs': 'Part' } },
      ],
      ['Lodash', `import _ from 'lodash';\nshow(_.template('Hi <%= x %> \${ y }')({ x: 1, y: 2 }));`, '"Hi 1 2"'],
      [
        'LangChain',
        `import { PromptTemplate } from '@langchain/core/prompts';\nshow(await PromptTemplate.fromTemplate('Hi {x}').format({ x: 'Bob' }));`,
        '"Hi Bob"',
      ],
    ]);
  });

  describe('of Go', () => {
    const go = (declarations: string, statements: string): string =>
      `package main\n\nimport (\n\t"bytes"\n\t"strings"\n\t"text/template"\n)\n\n${declarations}\n\nfunc main() {\n${statements}\n}\n`;
    const PROMPT = 'var prompt = template.Must(template.New("p").Parse(`Hi {{ .Name }}!`))';
    itShows('cmd/main.go', [
      [
        'into a buffer',
        go(
          PROMPT,
          '\tvar buf bytes.Buffer\n\tprompt.Execute(&buf, map[string]string{"Name": "Bob"})\n\tshow(buf.String())',
        ),
        '"Hi Bob!"',
      ],
      [
        'into a builder, with its error',
        go(
          PROMPT,
          '\tvar b strings.Builder\n\terr := prompt.Execute(&b, map[string]string{"Name": name})\n\tshow(b.String())',
        ),
        '"Hi {Name}!"',
      ],
      [
        'in the test of an error',
        go(
          PROMPT,
          '\tbuf := &bytes.Buffer{}\n\tif err := prompt.Execute(buf, map[string]string{"Name": "Bob"}); err != nil {\n\t\treturn\n\t}\n\tshow(buf.String())',
        ),
        '"Hi Bob!"',
      ],
      [
        'behind other text',
        go(
          PROMPT,
          '\tbuf := new(bytes.Buffer)\n\tbuf.WriteString("A ")\n\tprompt.Execute(buf, map[string]any{})\n\tshow(buf.String())',
        ),
        '"A Hi {Name~input}!"',
      ],
      [
        'from a struct',
        go(
          `${PROMPT}\n\ntype Data struct {\n\tName string\n}`,
          '\tvar buf bytes.Buffer\n\t_ = prompt.Execute(&buf, Data{Name: "Bob"})\n\tshow(buf.String())',
        ),
        '"Hi Bob!"',
      ],
      [
        'with blocks',
        go(
          'var prompt, _ = template.New("p").Parse(`{{- range $i, $x := .Rows }}{{ $i }}{{ $x }}{{ $.End }}{{ end }} {{ if eq .A "b" }}yes{{ else }}no{{ end }}{{ with .U }} {{ .N }}{{ end }}`)',
          '\tvar buf bytes.Buffer\n\tprompt.Execute(&buf, map[string]any{"Rows": []string{"a", "b"}, "End": ";", "A": "b", "U": map[string]string{"N": "n"}})\n\tshow(buf.String())',
        ),
        '"0a;1b; yes n"',
      ],
      [
        'with what is defined in it',
        go(
          'var prompt, _ = template.New("p").Parse(`{{ define "head" }}Head{{ end }}{{ template "head" . }}: {{ .X | printf "%d" }}`)',
          '\tvar buf bytes.Buffer\n\tprompt.Execute(&buf, data)\n\tshow(buf.String())',
        ),
        '"Head: {X~input}"',
      ],
      [
        'from a file',
        go(
          'var prompt = template.Must(template.ParseFiles("prompts/ask.tmpl"))',
          '\tvar buf bytes.Buffer\n\tprompt.Execute(&buf, map[string]int{"N": 1})\n\tshow(buf.String())',
        ),
        '"Ask 1"',
        { files: { 'prompts/ask.tmpl': 'Ask {{ .N }}' } },
      ],
      [
        'from one of several files',
        go(
          'var prompt = template.Must(template.ParseFiles("prompts/a.tmpl", "prompts/b.tmpl"))',
          '\tvar buf bytes.Buffer\n\tprompt.ExecuteTemplate(&buf, "b.tmpl", map[string]int{"N": 1})\n\tshow(buf.String())',
        ),
        '"B 1"',
        { files: { 'prompts/a.tmpl': 'A', 'prompts/b.tmpl': 'B {{ .N }}' } },
      ],
      [
        'whose text is not known',
        go('', '\tvar buf bytes.Buffer\n\tother.Execute(&buf, data)\n\tshow(buf.String())'),
        '"{other.Execute}"',
      ],
      [
        'half-typed',
        go(PROMPT, '\tvar buf bytes.Buffer\n\tprompt.Execute(&buf, )\n\tshow(buf.String())'),
        '"Hi {Name}!"',
      ],
    ]);
  });

  describe('that are hostile', function () {
    this.timeout(20_000);

    const ends = async (
      template: string,
      values: string,
      files: Readonly<Record<string, string>> = {},
    ): Promise<number> => {
      const text =
        'from jinja2 import Environment, FileSystemLoader\nenv = Environment(loader=FileSystemLoader("."))\n' +
        `show(env.get_template("t.j2").render(${values}))`;
      const { values: all } = await evaluateShown({ path: 'app.py', text, files: { 't.j2': template, ...files } });
      const [value] = all;
      return value?.kind === 'text' ? value.parts.length : -1;
    };

    it('repeat in loops in loops', async () => {
      const list = `[${'1,'.repeat(300)}]`;
      const loops = '{% for x in xs %}'.repeat(6);
      const parts = await ends(`${loops}a{{ x }}${'{% endfor %}'.repeat(6)}`, `xs=${list}`);
      assert.ok(parts > 100 && parts < 10_000, String(parts));
    });

    it('keep what very many turns would send', async () => {
      const text = `from jinja2 import Template\nshow(Template("{% for x in xs %}a{% endfor %}").render(xs=[${'1,'.repeat(300)}]))`;
      const { values } = await evaluateShown({ path: 'app.py', text });
      const [value] = values;
      assert.ok(value?.kind === 'text');
      const sent = value.parts.reduce((sum, part) => sum + (part.repeat?.likely ?? 1), 0);
      assert.equal(sent, 300);
    });

    it('include twice what includes twice', async () => {
      const files = Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`t${i}.j2`, `a{% include "t${i + 1}.j2" %}{% include "t${i + 1}.j2" %}`]),
      );
      assert.ok((await ends('{% include "t0.j2" %}', '', files)) < 10_000);
    });

    it('nest blocks and calls deeply', async () => {
      assert.ok((await ends('{% if x %}'.repeat(20_000), '')) >= 0);
      assert.ok((await ends(`{{ ${'('.repeat(400)}x }}`, '')) >= 0);
      assert.ok((await ends('{% macro m() %}a{{ m() }}{{ m() }}{% endmacro %}{{ m() }}', '')) < 10_000);
      assert.ok((await ends(`{% if ${' '.repeat(100_000)}x${' '.repeat(100_000)} %}a`, '')) >= 0);
    });

    it('put values into themselves', async () => {
      const lines = (line: string): string => `{% set a = "x" %}${line.repeat(60)}{{ a }}`;
      assert.ok((await ends(lines('{% set a = [a, a] | join %}'), '')) >= 0);
      assert.ok((await ends(lines('{% set a = [a, a] %}'), '')) >= 0);
      assert.ok((await ends(lines('{% set a %}{{ a }}{{ a }}{% endset %}'), '')) < 20_000);
      assert.ok((await ends('{% macro m(a) %}{{ m([a, a]) }}{{ a }}{% endmacro %}{{ m(1) }}', '')) < 20_000);
    });

    it('loop for long over nothing to send', async () => {
      const loops = '{% for x in xs %}'.repeat(8);
      assert.ok((await ends(`${loops}${'{% endfor %}'.repeat(8)}`, `xs=[${'1,'.repeat(150)}]`)) >= 0);
      assert.ok((await ends(`${loops}{% set y = x %}${'{% endfor %}'.repeat(8)}`, `xs=[${'1,'.repeat(150)}]`)) >= 0);
    });

    it('are never closed', async () => {
      assert.equal(
        await shown({ path: 'app.py', text: `${JINJA}show(Template("{% for x in xs %}a{{").render(xs=[1, 2]))` }),
        '"a{{a{{"',
      );
    });
  });
});

function handlebars(
  rows: readonly (readonly [title: string, template: string, values: string, expected: string])[],
): readonly Row[] {
  return rows.map(([title, template, values, expected]) => [
    `Handlebars: ${title}`,
    `import Handlebars from 'handlebars';\nshow(Handlebars.compile('${template}')(${values}));`,
    expected,
  ]);
}
