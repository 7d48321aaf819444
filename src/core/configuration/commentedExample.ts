/**
 * What `init` writes: every setting, commented out, with what it is for. In it, `# text` is for the reader and `#key:`
 * is a setting, so that uncommenting the settings leaves a valid file.
 */
export const COMMENTED_EXAMPLE = `# Configuration of Bedrock Cost Lint. Everything here is optional; uncomment what you know.
# The more it knows, the fewer numbers are ranges: nothing here is ever guessed instead.
# It counts for the files of this folder and below.

version: 1

# Where the code does not say its Region: the one whose prices count.
#region: us-east-1

# What your code calls a model, and which one that is. The name on the left can be the name of an
# environment variable, an ARN, a name of your own, or the expression in the code.
#models:
#  CHAT_MODEL_ID: us.anthropic.claude-sonnet-4-5-20250929-v1:0
#  settings.fast_model: amazon.nova-lite-v1:0
#  arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6:
#    model: anthropic.claude-haiku-4-5-20251001-v1:0
#    profile: eu
#    region: eu-central-1

# The tokenizer.json of a model, as it is published with its weights: the model's static texts then
# count exactly. Keep the file in the workspace. A model id, or a glob of ids.
#tokenizers:
#  'mistral.mistral-large-*': tokenizers/mistral-large.json

# How many tokens stand in the placeholders of your prompts. A name, or a glob of names.
#placeholders:
#  question: 60
#  history: { low: 0, likely: 800, high: 6000 }
#  contract: { sample: samples/contract.txt }
#  'context*': { topK: 5, chunkTokens: 400 }

# How often your calls are made, and what comes back. Without it, money is shown per 1,000 calls.
# A later entry overrides an earlier one, figure by figure.
#workloads:
#  - files: 'src/**'
#    outputTokens: 300
#    interactive: true
#  - files: ['src/chat/**', 'src/support/*.py']
#    callsPerMonth: 120000
#    outputTokens: { low: 100, likely: 350, high: 900 }
#    reasoningTokens: 500
#    cacheHitRate: 0.8
#  - files: jobs
#    preset: small
#    interactive: false

# Functions that ask a model where that cannot be seen, such as those of a library of your own. Each
# call of one is a call site. Arguments are named, or counted from 0; a model and a cap can be given
# outright.
#callSites:
#  - function: gateway.complete
#    model: model_name
#    system: instructions
#    prompt: [prompt, 0]
#    maxTokens: max_tokens
#  - function: company_llm#summarise
#    model: us.amazon.nova-lite-v1:0
#    prompt: 0
#    maxTokens: 500

# What you pay, where that is not the listed price. Every amount that these change says so.
#prices:
#  discounts:
#    - provider: anthropic
#      percent: 12
#  rates:
#    - model: us.amazon.nova-pro-v1:0
#      input: 0.7
#      output: 2.8
#  currency: { code: EUR, perUsd: 0.92, date: 2026-11-01 }

# Limits. What is above them is a finding; the report compares months with \`usdPerMonth\`.
#budgets:
#  inputTokens: 20000
#  shareOfContextWindow: 0.5
#  usdPerCall: 0.05
#  usdPerMonth: 500
#  overrides:
#    - files: 'jobs/**'
#      usdPerCall: 0.5

# Which rules count, and how much: recommended, strict, finops (attribution, routing and throughput are
# warnings) or off. What stands under \`rules\` counts before it.
#preset: recommended

# How findings are shown: off, hint, information, warning or error. \`bedrock-cost-lint rule\` lists
# all rules; some take options.
#rules:
#  'hygiene/*': hint
#  caching/use-cache-checkpoint: warning
#  sizing/use-max-tokens: { severity: error }

# The same for some files. A later entry overrides an earlier one.
#overrides:
#  - files: 'experiments/**'
#    rules: { 'sizing/*': hint }

# Files that are not looked at.
#ignore:
#  - '**/fixtures/**'
#  - '*.generated.ts'

# Where text files hold prompts, if not in folders named prompts or in files named like prompts.
#prompts:
#  - 'config/assistant/**/*.md'
#  - '**/instructions.txt'

# A configuration of the same workspace that this one builds on.
#extends: ../bedrock-cost-lint.yaml
`;
