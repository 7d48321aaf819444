import { itFinds } from '../sdks/itFinds.ts';

const ASK = 'c.converse(modelId="m", system=system, messages=[{"role": "user", "content": [{"text": "q"}]}])';

describe('cache checkpoints that only some calls send', () => {
  itFinds('app.py', [
    [
      'behind an if',
      converse('system = [{"text": "s"}]\nif cached:\n    system.append({"cachePoint": {"type": "default"}})'),
      marked(),
    ],
    [
      'by extend',
      converse('system = [{"text": "s"}]\nif cached:\n    system.extend([{"cachePoint": {"type": "default"}}])'),
      marked(),
    ],
    [
      'by a sum',
      converse('system = [{"text": "s"}] + ([{"cachePoint": {"type": "default"}}] if cached else [])'),
      marked(),
    ],
    [
      'by +=',
      converse('system = [{"text": "s"}]\nif cached:\n    system += [{"cachePoint": {"type": "default"}}]'),
      marked(),
    ],
    [
      'by a spread',
      converse('system = [{"text": "s"}, *([{"cachePoint": {"type": "default"}}] if cached else [])]'),
      marked(),
    ],
    [
      'by the other arm',
      converse('system = [{"text": "s"}, *([] if plain else [{"cachePoint": {"type": "default"}}])]'),
      marked(),
    ],
    [
      'by one of two lists',
      converse('system = [{"text": "s"}] if plain else [{"text": "s"}, {"cachePoint": {"type": "default"}}]'),
      marked(),
    ],
    [
      'by a variable that may be none',
      converse('mark = None if plain else {"cachePoint": {"type": "default"}}\nsystem = [{"text": "s"}, mark]'),
      marked(),
    ],
    [
      'by a helper',
      converse(
        `def blocks(text, cached):
    if cached:
        return [{"text": text}, {"cachePoint": {"type": "default"}}]
    return [{"text": text}]
def ask(flag):
    system = blocks("s", flag)
    return ${ASK}
`,
        '',
      ),
      marked(),
    ],
    [
      'surely, where both arms do',
      converse(
        'system = [{"text": "s"}, {"cachePoint": {"type": "default"}} if short else {"cachePoint": {"type": "default", "ttl": "1h"}}]',
      ),
      marked('*'),
    ],
    [
      'behind content that may be missing too',
      converse(
        'system = [{"text": "s"}]\nif cached:\n    system.append({"text": "more"})\n    system.append({"cachePoint": {"type": "default"}})',
      ),
      `
boto3 Converse model=m cap=- region=?
  system: s
  system: more *?
  user: q
`,
    ],
    [
      'in a message that may be missing',
      `messages = [{"role": "user", "content": [{"text": "q"}]}]
if more:
    messages.insert(0, {"role": "user", "content": [{"text": "x"}]})
if shown:
    messages.append({"role": "user", "content": [{"text": "s"}, {"cachePoint": {"type": "default"}}]})
c.converse(modelId="m", messages=messages)`,
      `
boto3 Converse model=m cap=- region=?
  user: x
  user: q
  user: s *?
`,
    ],
    [
      'in a loop they can be any',
      converse('system = [{"text": "s"}]\nfor x in xs:\n    system.append({"cachePoint": {"type": "default"}})'),
      `
boto3 Converse model=m cap=- region=? unseen
  system: s *?
  system: {further system blocks}
  user: q
`,
    ],
  ]);

  itFinds('messages.py', [
    [
      'a field behind an if',
      messages(
        'block = {"type": "text", "text": "s"}\nif cached:\n    block["cache_control"] = {"type": "ephemeral", "ttl": "1h"}',
      ),
      messagesMarked('*?3600'),
    ],
    [
      'a field that is spread in',
      messages('block = {"type": "text", "text": "s", **({"cache_control": {"type": "ephemeral"}} if cached else {})}'),
      messagesMarked('*?'),
    ],
    [
      'a field that may be none',
      messages('block = {"type": "text", "text": "s", "cache_control": {"type": "ephemeral"} if cached else None}'),
      messagesMarked('*?'),
    ],
    [
      'one of two blocks',
      messages(
        'block = {"type": "text", "text": "s"} if plain else {"type": "text", "text": "s", "cache_control": {"type": "ephemeral"}}',
      ),
      messagesMarked('*?'),
    ],
    [
      'a text otherwise',
      messages(
        'block = "s"\nsystem = "s" if plain else [{"type": "text", "text": "s", "cache_control": {"type": "ephemeral"}}]',
        'system',
      ),
      messagesMarked('*?'),
    ],
    ['none is none', messages('block = {"type": "text", "text": "s", "cache_control": None}'), messagesMarked('')],
  ]);

  itFinds('app.ts', [
    [
      'a spread of a ternary',
      command("[{ text: 's' }, ...(cached ? [{ cachePoint: { type: 'default' } }] : [])]"),
      typescriptMarked(),
    ],
    [
      'a spread of &&',
      command("[{ text: 's' }, ...((cached && [{ cachePoint: { type: 'default' } }]) || [])]"),
      typescriptMarked(),
    ],
    [
      'concat',
      command("[{ text: 's' }].concat(cached ? [{ cachePoint: { type: 'default' } }] : [])"),
      typescriptMarked(),
    ],
  ]);
});

function converse(before: string, ask: string = ASK): string {
  return `${before}\n${ask}`;
}

function marked(mark = '*?'): string {
  return `
boto3 Converse model=m cap=- region=?
  system: s ${mark}
  user: q
`;
}

function messages(before: string, system = '[block]'): string {
  return `from anthropic import AnthropicBedrock
c = AnthropicBedrock()
${before}
c.messages.create(model="m", max_tokens=5, system=${system}, messages=[{"role": "user", "content": "q"}])`;
}

function messagesMarked(mark: string): string {
  return `
anthropic Messages model=m cap=5 region=-
  ${`system: s ${mark}`.trim()}
  user: q
`;
}

function command(system: string): string {
  return `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const c = new BedrockRuntimeClient({});
export const ask = (cached: boolean) =>
  c.send(new ConverseCommand({ modelId: 'm', system: ${system}, messages: [{ role: 'user', content: [{ text: 'q' }] }] }));`;
}

function typescriptMarked(): string {
  return `
aws-sdk-js-v3 Converse model=m cap=- region=-
  system: s *?
  user: q
`;
}
