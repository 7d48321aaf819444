/**
 * Whether a text says anything of Bedrock: its name or AWS's, the id of one of its models, or that the model's name comes from
 * the environment or a settings file, which may say so. For a look before anything is parsed.
 */
export function namesBedrock(text: string): boolean {
  return (
    namesBedrockItself(text) || SETTINGS.some(({ needles, pattern }) => hasOne(text, needles) && pattern.test(text))
  );
}

/** The same of a text in which programs stand as examples: they name what they use themselves. */
export function namesBedrockItself(text: string): boolean {
  return hasOne(text, NAMES) || (hasOne(text, PROVIDERS) && MODEL_ID.test(text));
}

/** An expression is looked for only where a piece of it stands: that is found a hundred times as fast. */
function hasOne(text: string, needles: readonly string[]): boolean {
  return needles.some((needle) => text.includes(needle));
}

const NAMES = ['bedrock', 'Bedrock', 'BEDROCK'];

const PROVIDERS = [
  ...['anthropic.claude', 'amazon.', 'meta.llama', 'mistral.', 'cohere.', 'ai21.j', 'deepseek.'],
  ...['qwen.qwen', 'writer.palmyra', 'openai.gpt-oss', 'twelvelabs.', 'luma.ray', 'stability.'],
];

const MODEL_ID =
  /anthropic\.claude|amazon\.(?:nova|titan|rerank)|meta\.llama|mistral\.\w|cohere\.(?:command|embed|rerank)|ai21\.j|deepseek\.[rv]\d|qwen\.qwen|writer\.palmyra|openai\.gpt-oss|twelvelabs\.|luma\.ray|stability\.\w/;

const SETTINGS: readonly { readonly needles: readonly string[]; readonly pattern: RegExp }[] = [
  { needles: ['aws', 'Aws', 'AWS'], pattern: /\baws/i },
  {
    needles: ['environ', 'getenv', 'process.env', 'import.meta.env'],
    pattern: /(?:environ|getenv|process\.env|import\.meta\.env)[^\n]{0,60}(?:model|llm)/i,
  },
  {
    needles: ['.yaml', '.yml', '.json', '.toml', '.ini', '.env'],
    pattern: /[\w/-]\.(?:ya?ml|json|toml|ini|env)['"`]/,
  },
];
