import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const GRAMMAR = 'syntaxes/prompt-template.tmLanguage.json';
const SCOPE = 'text.prompt-template';

/** Stands for the editor's own grammar: a key, and everything else. */
const YAML = {
  scopeName: 'source.yaml',
  patterns: [{ name: 'entity.name.tag.yaml', match: '^\\w+(?=:)' }],
  repository: {},
};

describe('the grammar of prompt templates', () => {
  let grammar: textmate.IGrammar;

  before(async () => {
    await oniguruma.loadWASM((await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'))).buffer);
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async (scopeName) => {
        if (scopeName === 'source.yaml') return textmate.parseRawGrammar(JSON.stringify(YAML), 'yaml.json');
        return textmate.parseRawGrammar(await readFile(GRAMMAR, 'utf8'), GRAMMAR);
      },
    });
    const loaded = await registry.loadGrammar(SCOPE);
    assert.ok(loaded);
    grammar = loaded;
  });

  /** `text` → its innermost scope without the language's name, for what has one of its own. */
  function scopes(text: string): readonly string[] {
    let state = textmate.INITIAL;
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.flatMap(({ startIndex, endIndex, scopes: all }) => {
        const written = line.slice(startIndex, endIndex).trim();
        const innermost = all.at(-1) ?? '';
        if (written === '' || innermost === SCOPE) return [];
        return [`${written} ${innermost.replace(/\.prompt-template$/, '')}`];
      });
    });
  }

  it('leaves front matter to YAML, and only at the top', () => {
    const text = '---\nmodel: nova\n---\nHello\n---\nmodel: x';
    assert.deepEqual(scopes(text), [
      '--- punctuation.definition.frontmatter.begin',
      'model entity.name.tag.yaml',
      ': nova meta.embedded.block.frontmatter',
      '--- punctuation.definition.frontmatter.end',
    ]);
  });

  it('marks placeholders of every spelling', () => {
    assert.deepEqual(scopes('{{ticket}} {{{ raw }}} ${input:name} {{customer.name}}'), [
      '{{ punctuation.section.embedded.begin',
      'ticket variable.other.placeholder',
      '}} punctuation.section.embedded.end',
      '{{{ punctuation.section.embedded.begin',
      'raw variable.other.placeholder',
      '}}} punctuation.section.embedded.end',
      '${ punctuation.section.embedded.begin',
      'input:name variable.other.placeholder',
      '} punctuation.section.embedded.end',
      '{{ punctuation.section.embedded.begin',
      'customer.name variable.other.placeholder',
      '}} punctuation.section.embedded.end',
    ]);
  });

  it('marks roles, as tags and as lines', () => {
    assert.deepEqual(scopes('{{role "system"}}\nuser:\n# assistant[name=x] :\nuser: and more'), [
      '{{ punctuation.section.embedded.begin',
      'role support.function.role',
      '"system" keyword.control.role',
      '}} punctuation.section.embedded.end',
      'user keyword.control.role',
      ': punctuation.separator.role',
      '# meta.role',
      'assistant keyword.control.role',
      '[name=x] string.other.attributes',
      ': punctuation.separator.role',
    ]);
  });

  it('marks blocks of Handlebars and Jinja', () => {
    assert.deepEqual(scopes('{{#if isVip}}\n{{else}}\n{{/if}}\n{% for x in xs %}\n{{ x | trim }}'), [
      '{{ punctuation.section.embedded.begin',
      '# keyword.operator.block',
      'if keyword.control.block',
      'isVip variable.other.placeholder',
      '}} punctuation.section.embedded.end',
      '{{ punctuation.section.embedded.begin',
      'else keyword.control.block',
      '}} punctuation.section.embedded.end',
      '{{ punctuation.section.embedded.begin',
      '/ keyword.operator.block',
      'if keyword.control.block',
      '}} punctuation.section.embedded.end',
      '{% punctuation.section.embedded.begin',
      'for keyword.control.block',
      'x variable.other.placeholder',
      'in keyword.operator.word',
      'xs variable.other.placeholder',
      '%} punctuation.section.embedded.end',
      '{{ punctuation.section.embedded.begin',
      'x variable.other.placeholder',
      '| keyword.operator.filter',
      'trim support.function.filter',
      '}} punctuation.section.embedded.end',
    ]);
  });

  it('marks comments, which end where they end', () => {
    const text = '{{!-- not {{sent}} --}}\n{{! nor this }} {# nor\nthis #} but {{this}}';
    const outside = scopes(text).filter((scope) => !scope.endsWith('comment.block'));
    assert.deepEqual(outside, [
      '{{ punctuation.section.embedded.begin',
      'this variable.other.placeholder',
      '}} punctuation.section.embedded.end',
    ]);
  });

  it('leaves escaped braces and JSON alone', () => {
    assert.deepEqual(scopes('\\{{no}} { "json": true }'), ['\\{{ constant.character.escape']);
  });
});
