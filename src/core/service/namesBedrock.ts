/**
 * Whether a text says anything of Bedrock: its name or AWS's, the id of one of its models, or that the model's name comes from
 * the environment or a settings file, which may say so. For a look before anything is parsed.
 */
export function namesBedrock(text: string): boolean {
  return BEDROCK.test(text);
}

const MODEL_IDS = [
  ...[
    'anthropic\\.claude',
    'amazon\\.(?:nova|titan|rerank)',
    'meta\\.llama',
    'mistral\\.\\w',
    'cohere\\.(?:command|embed|rerank)',
  ],
  ...[
    'ai21\\.j',
    'deepseek\\.[rv]\\d',
    'qwen\\.qwen',
    'writer\\.palmyra',
    'openai\\.gpt-oss',
    'twelvelabs\\.',
    'luma\\.ray',
    'stability\\.\\w',
  ],
];

const BEDROCK = new RegExp(
  [
    'bedrock|\\baws',
    ...MODEL_IDS,
    '(?:environ|getenv|process\\.env|import\\.meta\\.env)[^\\n]{0,60}(?:model|llm)',
    '[\\w/-]\\.(?:ya?ml|json|toml|ini|env)[\'"`]',
  ].join('|'),
  'i',
);

/** The same of a text in which programs stand as examples: they name what they use themselves. */
export function namesBedrockItself(text: string): boolean {
  return ITSELF.test(text);
}

const ITSELF = new RegExp(['bedrock', ...MODEL_IDS].join('|'), 'i');
