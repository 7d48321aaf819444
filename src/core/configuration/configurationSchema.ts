/**
 * The one description of `bedrock-cost-lint.yaml`: its type, its validation and its JSON Schema are all made of the
 * schema below.
 */
import * as z from 'zod';
import { CONTEXT_BANDS, SERVICE_TIERS } from '../catalog/catalogData.ts';
import { globProblem } from './globs.ts';

// Validation must also run where code cannot be made at run time: browsers with a content security policy.
z.config({ jitless: true });

/** What a configuration file says, valid, as written. */
export type ConfigurationSettings = z.infer<ReturnType<typeof settingsSchema>>;
export type PlaceholderSize = z.infer<typeof placeholderSize>;
export type ModelAlias = z.infer<typeof modelAlias>;
export type WorkloadSettings = z.infer<typeof workload>;
export type DeclaredCallSettings = Readonly<z.infer<typeof declaredCall>>;
export type BudgetSettings = z.infer<z.ZodObject<typeof BUDGET_FIELDS>>;
export type PriceDiscount = z.infer<typeof discount>;
export type PrivateRate = z.infer<typeof privateRate>;
/** Another currency than the US dollar, at a fixed rate of one day. */
export type Currency = Readonly<z.infer<typeof currency>>;
export type RuleSetting =
  RuleSeverityWord | ({ readonly severity?: RuleSeverityWord | undefined } & Record<string, unknown>);
export type RuleSeverityWord = z.infer<typeof severity>;

/** Names of all rules, each with the schema of its options. */
export type RuleOptionSchemas = ReadonlyMap<string, z.ZodType>;

const DECLARED_OPERATIONS = [
  'Converse',
  'ConverseStream',
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'Messages',
  'ChatCompletions',
  'Responses',
  'Embeddings',
] as const;

/** Calls per month of each preset: 100, 3,000 and 100,000 calls a day for 30 days. */
export const PRESET_CALLS_PER_MONTH = { small: 3_000, medium: 90_000, large: 3_000_000 } as const;

/** The first part of a rule's name. */
export const RULE_GROUPS = [
  'correctness',
  'caching',
  'sizing',
  'routing',
  'agents',
  'throughput',
  'attribution',
  'customization',
  'hygiene',
] as const;

/** What counts for all rules that `rules` does not name; what each means stands in `rules/presets.ts`. */
export const RULE_PRESETS = ['recommended', 'strict', 'finops', 'off'] as const;
export type RulePreset = (typeof RULE_PRESETS)[number];

const glob = z.string({ error: 'must be a glob.' }).superRefine((text, context) => {
  const problem = globProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: `${problem}.` });
});

const globs = z.union([glob, z.array(glob)], { error: 'must be a glob or a list of globs.' });

const tokens = z.number({ error: 'must be a number of tokens.' }).min(0, { error: 'cannot be negative.' });

const count = z.number({ error: 'must be a number.' }).min(0, { error: 'cannot be negative.' });

const usd = z.number({ error: 'must be a number of US dollars.' }).min(0, { error: 'cannot be negative.' });

const share = z
  .number({ error: 'must be a number from 0 to 1.' })
  .min(0, { error: 'must be a number from 0 to 1.' })
  .max(1, { error: 'must be a number from 0 to 1; 80 % is 0.8.' });

const tokenRange = z
  .strictObject({
    low: tokens.describe('Tokens in a small case.'),
    likely: tokens.describe('Tokens in the usual case.'),
    high: tokens.describe('Tokens in a large case.'),
  })
  .refine(({ low, likely, high }) => low <= likely && likely <= high, {
    error: '`low` must not be above `likely`, nor `likely` above `high`.',
  });

const tokenAmount = z.union([tokens, tokenRange], {
  error: 'must be a number of tokens, or `{low: …, likely: …, high: …}`.',
});

const relativePath = z
  .string({ error: 'must be a path.' })
  .min(1, { error: 'must be a path.' })
  .max(1_000, { error: 'is too long for a path.' })
  .refine((path) => !/^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(path), {
    error: 'must be a path relative to the folder of this file.',
  });

const region = z
  .string({ error: 'must be the name of an AWS Region.' })
  .regex(/^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d$/, { error: 'must be the name of an AWS Region, such as us-east-1.' });

const modelName = z
  .string({ error: 'must be a model id, an inference profile id or an ARN.' })
  .min(1, { error: 'must be a model id, an inference profile id or an ARN.' })
  .max(2_048, { error: 'is too long for a model id.' });

const modelAlias = z.union(
  [
    modelName,
    z.strictObject({
      model: modelName.describe('Model id, or the name of another alias.'),
      region: region.optional().describe('Region whose prices count for it.'),
      profile: z
        .string({ error: 'must be the prefix of an inference profile, such as us, eu or global.' })
        .regex(/^[a-z][a-z-]{0,15}$/, {
          error: 'must be the prefix of an inference profile, such as us, eu or global.',
        })
        .optional()
        .describe('Prefix of the inference profile that it is called through: us, eu, apac, global, …'),
    }),
  ],
  { error: 'must be a model id, or `{model: …, region: …, profile: …}`.' },
);

const placeholderSize = z.union(
  [
    tokens,
    tokenRange,
    z.strictObject({
      sample: relativePath.describe('Text file with what usually stands there; its tokens are counted.'),
    }),
    z.strictObject({
      topK: count.describe('Passages that the retrieval puts in.'),
      chunkTokens: tokens.describe('Tokens of one passage.'),
    }),
  ],
  {
    error:
      'must be a number of tokens, `{low: …, likely: …, high: …}`, `{sample: path}` or `{topK: …, chunkTokens: …}`.',
  },
);

const workload = z
  .strictObject({
    files: globs.optional().describe('Files whose call sites this is about, relative to the folder of this file.'),
    callSite: z
      .string()
      .optional()
      .describe('Id of one call site, as `bedrock-cost-lint scan --format json` prints it.'),
    preset: z
      .enum(['small', 'medium', 'large'], { error: 'must be small, medium or large.' })
      .optional()
      .describe(
        'Calls per month where you have no figure: small 3,000 (100 a day), medium 90,000 (3,000 a day), ' +
          'large 3,000,000 (100,000 a day). `callsPerMonth` overrides it.',
      ),
    callsPerMonth: count.optional().describe('How often each of these call sites is called in a month.'),
    outputTokens: tokenAmount.optional().describe('Tokens that the model answers with.'),
    reasoningTokens: tokenAmount
      .optional()
      .describe('Tokens that the model thinks before it answers, besides `outputTokens`; billed as output.'),
    cacheHitRate: share.optional().describe('Share of calls that find the prompt prefix in the cache, 0 to 1.'),
    interactive: z
      .boolean({ error: 'must be true or false.' })
      .optional()
      .describe('True when somebody waits for the answer; false makes it a candidate for batch and the flex tier.'),
  })
  .refine(({ files, callSite }) => files !== undefined || callSite !== undefined, {
    error: 'must say what it is about: `files` or `callSite`.',
  });

const oneArgument = z.union([z.string().min(1).max(200), z.number().int().min(0).max(100)], {
  error: 'must be the name of an argument, or its position from 0.',
});

const argument = z.union([oneArgument, z.array(oneArgument).min(1).max(10)], {
  error: 'must be the name of an argument, its position from 0, or a list of such: the first that is passed counts.',
});

const declaredCall = z.strictObject({
  function: z
    .string({ error: 'must be the name of a function.' })
    .regex(/^(?:[^\s#]{1,300}#)?[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*){0,10}$/u, {
      error: 'must be the name of a function: `ask`, `gateway.complete` or `module#ask`.',
    })
    .describe(
      'What is called: `ask`, `gateway.complete` as the code writes it, or `module#ask` as the code imports it.',
    ),
  model: z
    .union([modelName, argument], {
      error: 'must be a model id, or the name or position of an argument that holds it.',
    })
    .optional()
    .describe(
      'Id of the model (or its name in `models`), or the name or position of the argument that holds it; without it, the model is not known.',
    ),
  prompt: argument.optional().describe('Argument that holds the prompt: a text, or a list of messages.'),
  system: argument.optional().describe('Argument that holds the system prompt.'),
  maxTokens: z
    .union([tokens, z.string().min(1).max(200), z.array(oneArgument).min(1).max(10)], {
      error: 'must be a number of tokens, the name of an argument, or a list of names and positions.',
    })
    .optional()
    .describe('Output cap in tokens, or the argument that holds it; a position is written as a list: `[2]`.'),
  operation: z
    .enum(DECLARED_OPERATIONS, { error: `must be one of ${DECLARED_OPERATIONS.join(', ')}.` })
    .optional()
    .describe('What it asks of Bedrock; without it, Converse.'),
});

const BUDGET_FIELDS = {
  inputTokens: tokens.optional().describe('Highest number of input tokens of one call.'),
  shareOfContextWindow: share
    .optional()
    .describe("Highest share of the model's context window that the input may fill, 0 to 1."),
  usdPerCall: usd.optional().describe('Highest cost of one call in US dollars.'),
  usdPerMonth: usd
    .optional()
    .describe('Highest cost of a month in US dollars, of all call sites that this is about together.'),
};

const budgets = z.strictObject({
  ...BUDGET_FIELDS,
  overrides: z
    .array(
      z.strictObject({
        files: globs.describe('Files that this budget is for, relative to the folder of this file.'),
        ...BUDGET_FIELDS,
      }),
    )
    .optional()
    .describe('Budgets of some files. A later one overrides an earlier one, figure by figure.'),
});

const percent = z
  .number({ error: 'must be a percentage.' })
  .min(0, { error: 'cannot be negative.' })
  .max(100, { error: 'cannot be above 100.' });

const isoDate = z
  .string({ error: 'must be a date, such as 2026-01-31.' })
  .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'must be a date, such as 2026-01-31.',
  });

const usdPerMillionTokens = z
  .number({ error: 'must be a number of US dollars per million tokens.' })
  .min(0, { error: 'cannot be negative.' })
  .max(1000, { error: 'is too high for a price per million tokens; is it per thousand?' });

const discount = z
  .strictObject({
    percent: percent.describe('What the contract takes off the listed price.'),
    provider: z
      .string({ error: 'must be the name of a provider, such as anthropic.' })
      .regex(/^[a-z0-9]+$/, { error: 'must be the name of a provider as model ids begin with it, such as anthropic.' })
      .optional()
      .describe('First part of the model ids that it is for: anthropic, amazon, …'),
    model: modelName.optional().describe('Model that it is for; with the prefix of a profile, for that profile alone.'),
  })
  .refine(({ provider, model }) => provider === undefined || model === undefined, {
    error: 'must be for a `provider` or for a `model`, not for both.',
  });

const PRIVATE_RATE_FIELDS = {
  input: usdPerMillionTokens.optional().describe('US dollars per million tokens of input.'),
  output: usdPerMillionTokens.optional().describe('US dollars per million tokens of output.'),
  cacheRead: usdPerMillionTokens.optional().describe('US dollars per million tokens that are read from the cache.'),
  cacheWrite5m: usdPerMillionTokens.optional().describe('US dollars per million tokens that are cached for 5 minutes.'),
  cacheWrite30m: usdPerMillionTokens
    .optional()
    .describe('US dollars per million tokens that are cached for 30 minutes.'),
  cacheWrite1h: usdPerMillionTokens.optional().describe('US dollars per million tokens that are cached for an hour.'),
};

const privateRate = z
  .strictObject({
    model: modelName.describe('Model that it is for; with the prefix of a profile, for that profile alone.'),
    region: region.optional().describe('Region from which it is called; without it, all.'),
    tier: z
      .enum(SERVICE_TIERS, {
        error: `must be ${SERVICE_TIERS.slice(0, -1).join(', ')} or ${SERVICE_TIERS.at(-1) ?? ''}.`,
      })
      .optional()
      .describe('Service tier; without it, standard.'),
    context: z
      .enum(CONTEXT_BANDS, { error: 'must be default or long.' })
      .optional()
      .describe('`long` for the prices of long prompts, on models that have them; without it, default.'),
    ...PRIVATE_RATE_FIELDS,
  })
  .refine((rate) => Object.keys(PRIVATE_RATE_FIELDS).some((field) => field in rate), {
    error: `must have a price: ${Object.keys(PRIVATE_RATE_FIELDS).join(', ')}.`,
  });

const currency = z.strictObject({
  code: z
    .string({ error: 'must be the code of a currency, such as EUR.' })
    .regex(/^[A-Z]{3}$/, { error: 'must be the code of a currency, such as EUR.' })
    .describe('Code of three letters: EUR, GBP, …'),
  perUsd: z
    .number({ error: 'must be a number: how much of it a US dollar is.' })
    .positive({ error: 'must be above 0: how much of it a US dollar is.' })
    .describe('How much of it a US dollar is.'),
  date: isoDate.describe('Day of that rate; it is shown with every amount.'),
});

const prices = z.strictObject({
  discounts: z
    .array(discount, { error: 'must be a list.' })
    .optional()
    .describe(
      'Taken off listed prices. The one for the model counts before the one for its provider, and both before one for all.',
    ),
  rates: z
    .array(privateRate, { error: 'must be a list.' })
    .optional()
    .describe('Prices of your own contract. They count instead of the listed ones, and nothing is taken off them.'),
  currency: currency
    .optional()
    .describe('Currency in which money is shown. Limits and prices of this file stay in US dollars.'),
});

const severity = z.enum(['off', 'hint', 'information', 'warning', 'error'], {
  error: 'must be off, hint, information, warning or error.',
});

const preset = z.enum(RULE_PRESETS, { error: 'must be recommended, strict, finops or off.' });

/** The whole file's schema. The rules come from outside, so that a new rule changes nothing here. */
export function settingsSchema(ruleOptions: RuleOptionSchemas) {
  const rules = rulesSchema(ruleOptions);
  return z
    .strictObject({
      version: z.literal(1, { error: 'must be 1.' }).optional().describe('Version of this format.'),
      extends: z
        .union([relativePath, z.array(relativePath)], { error: 'must be a path or a list of paths.' })
        .optional()
        .describe(
          'Configuration files of the workspace that this one builds on, relative to its folder. Of several, a later one overrides an earlier one; this file overrides them all.',
        ),
      region: region.optional().describe('AWS Region where the code does not say: its prices count.'),
      models: z
        .record(z.string(), modelAlias)
        .optional()
        .describe(
          'What the code calls a model (ARN, name of an environment variable, internal name, expression) → model id.',
        ),
      tokenizers: z
        .record(z.string(), relativePath)
        .optional()
        .describe(
          'Model id, or a glob of ids → its tokenizer.json, relative to the folder of this file: static text then counts exactly. ' +
            'What the service puts around it is estimated as before.',
        ),
      placeholders: z
        .record(z.string(), placeholderSize)
        .optional()
        .describe('Name of a placeholder in a prompt, or a glob of names → how many tokens stand there.'),
      workloads: z
        .array(workload, { error: 'must be a list.' })
        .optional()
        .describe(
          'How call sites are used. A later entry overrides an earlier one, figure by figure. Without it, money is shown per 1,000 calls.',
        ),
      callSites: z
        .array(declaredCall, { error: 'must be a list.' })
        .max(100, { error: 'is too long: 100 functions at most.' })
        .optional()
        .describe(
          'Functions that ask a model where that cannot be seen, such as those of a library of your own: each call of one is a call site.',
        ),
      prices: prices
        .optional()
        .describe('What you pay, where that is not the listed price, and the currency that it is shown in.'),
      budgets: budgets.optional().describe('Limits that `sizing/no-oversized-context` and the report hold calls to.'),
      preset: preset
        .optional()
        .describe(
          'What counts for all rules that `rules` does not name. `recommended` (without it): each group as its page says; ' +
            '`strict`: what is for information is a warning, and attribution is on; `finops`: attribution, routing and throughput are warnings; `off`: none.',
        ),
      rules: rules
        .optional()
        .describe('Name of a rule, or of a group as `group/*` → severity, or severity and options.'),
      overrides: z
        .array(
          z.strictObject({
            files: globs.describe('Files that these settings are for, relative to the folder of the configuration.'),
            rules: rules.describe('As above; what it does not name stays as it is.'),
          }),
          { error: 'must be a list.' },
        )
        .max(100, { error: 'is too long: 100 entries at most.' })
        .optional()
        .describe('Rules of some files. A later entry overrides an earlier one, rule by rule.'),
      ignore: z
        .array(glob, { error: 'must be a list of globs.' })
        .optional()
        .describe('Files that are not looked at, as globs relative to the folder of this file.'),
      prompts: z
        .array(glob, { error: 'must be a list of globs.' })
        .optional()
        .describe(
          'Text files that hold prompts, as globs. Without it, those in folders named prompts and those named like prompts; formats of their own, such as .prompt, are always read.',
        ),
    })
    .describe('Configuration of Bedrock Cost Lint.');
}

/** The JSON Schema (draft 7) that editors complete and check `bedrock-cost-lint.yaml` with. */
export function configurationJsonSchema(ruleOptions: RuleOptionSchemas): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(settingsSchema(ruleOptions), {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  });
  return { ...schema, title: 'bedrock-cost-lint.yaml' };
}

function rulesSchema(ruleOptions: RuleOptionSchemas) {
  const settings: Record<string, z.ZodType> = {};
  for (const group of RULE_GROUPS) {
    settings[`${group}/*`] = severity.optional().describe(`Severity of all rules of the group ${group}.`);
  }
  for (const [name, options] of ruleOptions) settings[name] = ruleSettingSchema(options).optional();
  return z.strictObject(settings) as unknown as z.ZodType<Readonly<Record<string, RuleSetting | undefined>>>;
}

function ruleSettingSchema(options: z.ZodType): z.ZodType {
  const shape = options instanceof z.ZodObject ? (options.shape as z.ZodRawShape) : {};
  const withOptions = z.strictObject({
    severity: severity.optional().describe('How its findings are shown.'),
    ...shape,
  });
  return z.union([severity, withOptions], {
    error: 'must be off, hint, information, warning or error, or `{severity: …}` with options.',
  });
}
