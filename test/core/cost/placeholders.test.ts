import assert from 'node:assert/strict';
import type { InputTokens, PlaceholderEstimate } from '../../../src/core/cost/callEstimate.ts';
import type { TextToAnalyze } from '../../support/analyze.ts';
import { analyzeText } from '../../support/analyze.ts';

const MODEL = 'anthropic.claude-test-1-v1:0';
const PYTHON = 'import boto3\nclient = boto3.client("bedrock-runtime", region_name="us-east-1")\n';
const SENTENCE = 'Answer in Norwegian about rain in Bergen:\n';
const FILLED = 'language="Norwegian", topic="rain in Bergen"';

interface Counted {
  readonly tokens: InputTokens;
  readonly placeholders: readonly PlaceholderEstimate[];
}

describe('placeholders of a prompt', () => {
  it('are filled by what the call site says, from a template in a file too', async () => {
    const written = await countPython(JSON.stringify(SENTENCE));
    const inFile = 'open("prompts/ask.txt").read()';
    const fillings = [
      ['Answer in {language} about {topic}:\n', `${inFile}.format(${FILLED})`],
      ['Answer in {{ language }} about {{ topic }}:\n', `Template(${inFile}).render(${FILLED})`],
      [
        'Answer in {{ language }} about {{ topic }}:\n',
        `Template(${inFile}).render({"language": "Norwegian", "topic": "rain in Bergen"})`,
      ],
      ['Answer in $language about ${topic}:\n', `Text(${inFile}).substitute(${FILLED})`],
      ['Answer in <l> about <t>:\n', `${inFile}.replace("<l>", "Norwegian").replace("<t>", "rain in Bergen")`],
    ] as const;
    for (const [template, expression] of fillings) {
      const { tokens, placeholders } = await countPython(expression, {
        workspaceFiles: { 'prompts/ask.txt': template },
      });
      assert.deepEqual([tokens, placeholders], [written.tokens, []], expression);
    }
    const javaScript = await count({
      path: 'app.ts',
      text:
        'import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";\n' +
        'import { readFileSync } from "node:fs";\nimport Mustache from "mustache";\n' +
        'const text = Mustache.render(readFileSync("prompts/ask.txt", "utf8"), { language: "Norwegian", topic: "rain in Bergen" });\n' +
        `await new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: "${MODEL}", messages: [{ role: "user", content: [{ text }] }] }));\n`,
      workspaceFiles: { 'prompts/ask.txt': 'Answer in {{language}} about {{topic}}:\n' },
    });
    assert.deepEqual(javaScript.tokens, written.tokens);
  });

  it('stay placeholders where nothing says their value, and their own text never counts', async () => {
    const short = await countPython('f"Answer about {x}:"', { configuration: size('x', '50') });
    const name = 'a_much_longer_name_than_anybody_would_want_to_read';
    const long = await countPython(`f"Answer about {${name}}:"`, { configuration: size(name, '50') });
    assert.deepEqual(long.tokens, short.tokens);
    const filled = await countPython('Template("Answer about {{ x }}:").render(x=x)', {
      configuration: size('x', '50'),
    });
    assert.deepEqual(filled.tokens, short.tokens);
  });

  it('have the configured size: tokens, a range, a sample, passages by their number', async () => {
    const placeholder = async (setting: string): Promise<PlaceholderEstimate | undefined> => {
      const workspaceFiles = { 'samples/passage.txt': 'It often rains in Bergen.' };
      const { placeholders } = await countPython('f"About {context}:"', {
        configuration: size('context', setting),
        workspaceFiles,
      });
      return placeholders[0];
    };
    const configured = { name: 'context', method: 'assumed', basis: 'configuration' } as const;
    assert.deepEqual(await placeholder('70'), { ...configured, tokens: { low: 70, likely: 70, high: 70 } });
    const range = { low: 1, likely: 2, high: 3 };
    assert.deepEqual(await placeholder(JSON.stringify(range)), { ...configured, tokens: range });
    const passages = await placeholder('{ topK: 5, chunkTokens: 400 }');
    assert.deepEqual(passages, { ...configured, tokens: { low: 2000, likely: 2000, high: 2000 } });
    const sample = await placeholder('{ sample: samples/passage.txt }');
    assert.equal(sample?.basis, 'sample');
    assert.equal(sample.method, 'calibrated');
    const nobodySaid = await countPython('f"About {context}:"');
    assert.equal(nobodySaid.placeholders[0]?.isUnsized, true);
    assert.deepEqual(nobodySaid.placeholders[0].tokens, { low: 0, likely: 0, high: 0 });
  });

  it('have no size where the file behind them is missing, however small their name is', async () => {
    const { placeholders } = await countPython('f"Be {open(\'prompts/tone.txt\').read()}"');
    assert.equal(placeholders[0]?.isUnsized, true);
    const asked = await countPython('f"Be {tone}"');
    assert.equal(asked.placeholders[0]?.isQuiet, true);
  });

  it('are large where their last noun says no small thing, or more than one', async () => {
    const shown = async (names: string, of: 'quiet' | 'unsized'): Promise<void> => {
      for (const name of names.split(' ')) {
        const { placeholders } = await countPython(`f"On {${name}}"`);
        assert.equal(placeholders[0]?.isUnsized ? 'unsized' : 'quiet', of, name);
      }
    };
    await shown(
      'news news_by_topic titles category_descriptions user.topics request.system_prompt ids input_data',
      'unsized',
    );
    await shown(
      'city order.customer_id start_date question query_str titles[0] max_results years row.n_tasks',
      'quiet',
    );
  });

  it('are large where the code shows that they can be, however small their names are', async () => {
    const isUnsized = async (expression: string): Promise<boolean> => {
      const text =
        'import argparse, json\nfrom typing import List\nargs = argparse.ArgumentParser().parse_args()\n' +
        `${PYTHON}def ask(city: List[str], role: dict[str, str], name: str, topic):\n` +
        `    client.converse(modelId="${MODEL}", messages=[{"role": "user", "content": [{"text": f"On {${expression}}"}]}])\n`;
      const { placeholders } = await count({ path: 'app.py', text });
      return placeholders[0]?.isUnsized === true;
    };
    assert.equal(await isUnsized('name'), false);
    assert.equal(await isUnsized('topic'), false);
    for (const large of ['city', 'role', '", ".join(topic)', 'json.dumps(topic)', 'open(args.topic).read()']) {
      assert.equal(await isUnsized(large), true, large);
    }
    for (const bounded of [
      '", ".join(city[:3])',
      'json.dumps(topic)[:100]',
      'open(args.topic).read()[:500]',
      'city[0]',
    ]) {
      assert.equal(await isUnsized(bounded), false, bounded);
    }
  });

  it('count a sample as if it stood there, with the blank before it', async () => {
    const workspaceFiles = { 'samples/city.txt': 'Bergen' };
    const configuration = size('city', '{ sample: samples/city.txt }');
    const held = await countPython('f"Rain in {city}"', { configuration, workspaceFiles });
    const written = await countPython('"Rain in Bergen"');
    assert.ok(Math.abs(held.tokens.likely - written.tokens.likely) <= 1);
  });

  it('are as long as the code says, whatever their names say', async () => {
    const sizes = async (prompt: string, configuration?: string): Promise<readonly unknown[]> => {
      const { placeholders } = await countPython(prompt, { ...(configuration && { configuration }) });
      return placeholders.map(({ tokens: { low, high }, basis, evidence }) => [low, high, basis, evidence]);
    };
    assert.deepEqual(await sizes('f"{len(report)}"'), [[1, 4, 'code', 'a number']]);
    assert.deepEqual(await sizes('f"{len(report)}"', size('report', '9000')), [[1, 4, 'code', 'a number']]);
    const { placeholders } = await countPython('f"Read {report[:4000]}"');
    const [cut] = placeholders;
    assert.equal(cut?.evidence, 'at most 4,000 characters, as the code cuts it');
    const { low, likely, high } = cut.tokens;
    assert.ok(low <= 100 && likely > 400 && likely < 1_000 && high > 800 && high <= 1_600, `${low} ${likely} ${high}`);
    const short = await countPython('f"Ask {question[:4000]}"');
    assert.equal(short.placeholders[0]?.tokens.likely, 60);
    const configured = await countPython('f"Read {report[:4000]}"', { configuration: size('report', '70') });
    assert.equal(configured.placeholders[0]?.tokens.likely, 70);
  });

  it('are lists with what is written for each item, unless somebody says their size', async () => {
    const joined = (list: string): string => `"\\n".join(f"- {row['date']}" for row in ${list})`;
    const open = await countPython(joined('rows'));
    const [one] = open.placeholders;
    assert.equal(one?.isUnsized, true);
    assert.ok(one.tokens.low === 0 && one.tokens.likely > 5 && one.tokens.high < 60, 'one row is counted');
    assert.ok(open.tokens.likely >= one.tokens.likely);
    const few = await countPython(joined('rows[:10]'));
    const { tokens, basis } = few.placeholders[0] ?? {};
    assert.equal(basis, 'code');
    assert.ok(
      tokens !== undefined && tokens.likely > 60 && tokens.likely < 200 && tokens.high <= 500,
      JSON.stringify(tokens),
    );
    const configured = await countPython(joined('rows'), { configuration: size('rows', '1500') });
    assert.equal(configured.placeholders[0]?.tokens.likely, 1500);
  });

  it('repeat in the loops of a template, and may be left out by its conditions', async () => {
    const template =
      'Sum up:\n{% for row in rows %}Row {{ row }}\n{% endfor %}{% if tone %}Be {{ tone }}.\n{% endif %}';
    const configuration = 'placeholders:\n  row: 10\n  tone: 2\n';
    const { tokens, placeholders } = await countPython('Template(t).render(rows=rows, tone=tone)', {
      before: `t = ${JSON.stringify(template)}\n`,
      configuration,
    });
    assert.deepEqual(
      placeholders.map(({ name, repeat }) => [name, repeat]),
      [
        ['row', { low: 0, likely: 3, high: 20 }],
        ['tone', { low: 0, likely: 1, high: 1 }],
      ],
    );
    assert.equal(tokens.method, 'assumed');
    const bare = await countPython('"Sum up:\\n"');
    assert.ok(tokens.low <= bare.tokens.likely + 2, 'nothing of the loop at the low end');
    assert.ok(tokens.likely >= bare.tokens.likely + 30 && tokens.high >= bare.tokens.high + 200);
  });
});

function size(name: string, setting: string): string {
  return `placeholders:\n  ${name}: ${setting}\n`;
}

function countPython(
  prompt: string,
  { before = '', ...more }: Partial<TextToAnalyze> & { readonly before?: string } = {},
): Promise<Counted> {
  const imports = 'from jinja2 import Template\nfrom string import Template as Text\n';
  const call = `client.converse(modelId="${MODEL}", messages=[{"role": "user", "content": [{"text": ${prompt}}]}])\n`;
  return count({ path: 'app.py', text: imports + PYTHON + before + call, ...more });
}

async function count(file: TextToAnalyze): Promise<Counted> {
  const { callSites } = await analyzeText(file);
  const [found] = callSites;
  assert.ok(found);
  const { inputTokens, segments } = found.estimate;
  return { tokens: inputTokens, placeholders: segments.flatMap(({ placeholders }) => placeholders) };
}
