/** Models that count tokens alike. */
export const TOKEN_FAMILIES = [
  'claude-v3',
  'claude-v47',
  'nova-1',
  'nova-2',
  'llama-3',
  'llama-4',
  'mistral-v3',
  'mistral-tekken',
  'deepseek',
  'qwen',
  'command-r',
  'gemma',
  'gpt-oss',
  'titan',
  'other',
] as const;
export type TokenFamily = (typeof TOKEN_FAMILIES)[number];

/** A name that is none of the families is `other`. */
export function toTokenFamily(name: string): TokenFamily {
  return TOKEN_FAMILIES.find((family) => family === name) ?? 'other';
}
