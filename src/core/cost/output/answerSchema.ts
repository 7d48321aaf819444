import type { AmountRange } from '../../domain/estimates.ts';
import { addRanges, point } from '../../domain/estimates.ts';
import { isJsonList, isJsonObject } from '../../domain/requestBody.ts';
import type { JsonData, JsonObject } from '../../domain/requestBody.ts';

/** Deeper or more is not looked at: a schema can refer to itself, and its answers do not get longer for it. */
const MAXIMUM_DEPTH = 6;
const MAXIMUM_FIELDS = 200;

/** Tokens of JSON that follows a schema: names, marks and values. Undefined for a schema that says nothing. */
export function schemaAnswer(schema: JsonData | undefined): AmountRange | undefined {
  if (!isJsonObject(schema)) return undefined;
  const reader = new SchemaReader(schema);
  const size = reader.sizeOf(schema, '', 0);
  if (reader.fieldCount === 0) return undefined;
  return { low: size.low * SPREAD.low, likely: size.likely, high: size.high * SPREAD.high };
}

/** Layout and the words of a value differ from model to model. */
const SPREAD = { low: 0.65, high: 1.8 } as const;

class SchemaReader {
  readonly #root: JsonObject;
  #fields = 0;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  get fieldCount(): number {
    return this.#fields;
  }

  sizeOf(written: JsonData | undefined, name: string, depth: number): AmountRange {
    const schema = this.#resolved(written);
    if (schema === undefined || depth > MAXIMUM_DEPTH || this.#fields > MAXIMUM_FIELDS) return ANY_VALUE;
    const options = schema['enum'] ?? schema['const'];
    if (options !== undefined) return sizeOfEnumeration(isJsonList(options) ? options : [options]);
    const variants = [schema['anyOf'], schema['oneOf']].find(isJsonList);
    if (variants !== undefined) return this.#sizeOfVariants(variants, name, depth);
    if (isJsonObject(schema['properties'])) return this.#sizeOfObject(schema, depth);
    if (schema['type'] === 'array' || schema['items'] !== undefined) return this.#sizeOfList(schema, name, depth);
    return sizeOfScalar(schema, name);
  }

  #sizeOfObject(schema: JsonObject, depth: number): AmountRange {
    const { properties, required } = schema;
    const names = isJsonList(required) ? new Set(required) : undefined;
    const fields = Object.entries(isJsonObject(properties) ? properties : {}).slice(0, MAXIMUM_FIELDS);
    return sumOfFields([
      BRACES,
      ...fields.map(([name, field]) => {
        this.#fields++;
        const value = this.sizeOf(field, name, depth + 1);
        const key = tokensOfName(name) + 3;
        // What need not be there is left out in some answers.
        const isOptional = names !== undefined && !names.has(name);
        return { low: isOptional ? 0 : key + value.low, likely: key + value.likely, high: key + value.high };
      }),
    ]);
  }

  #sizeOfList(schema: JsonObject, name: string, depth: number): AmountRange {
    const item = this.sizeOf(schema['items'], singular(name), depth + 1);
    const least = numberAt(schema, 'minItems') ?? Math.min(1, numberAt(schema, 'maxItems') ?? 1);
    const most = Math.max(least, numberAt(schema, 'maxItems') ?? Math.max(8, 2 * least));
    const likely = Math.min(most, Math.max(least, 3));
    return {
      low: 2 + least * (item.low + 1),
      likely: 2 + likely * (item.likely + 1),
      high: 2 + most * (item.high + 1),
    };
  }

  #sizeOfVariants(variants: readonly JsonData[], name: string, depth: number): AmountRange {
    const sizes = variants.slice(0, 10).map((variant) => this.sizeOf(variant, name, depth + 1));
    return {
      low: Math.min(...sizes.map(({ low }) => low)),
      likely: Math.max(...sizes.map(({ likely }) => likely)),
      high: Math.max(...sizes.map(({ high }) => high)),
    };
  }

  #resolved(schema: JsonData | undefined): JsonObject | undefined {
    if (!isJsonObject(schema)) return undefined;
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return schema;
    const target = reference
      .split('/')
      .slice(1, 6)
      .reduce<JsonData | undefined>((at, key) => (isJsonObject(at) ? at[key] : undefined), this.#root);
    return isJsonObject(target) ? target : undefined;
  }
}

/** Values are seldom all long or all short at once: half way between fields that go together and fields that do not. */
export function sumOfFields(fields: readonly AmountRange[]): AmountRange {
  const { low, likely, high } = addRanges(fields);
  const squares = (deviation: (field: AmountRange) => number): number =>
    Math.sqrt(fields.reduce((sum, field) => sum + deviation(field) ** 2, 0));
  return {
    low: likely - (likely - low + squares((field) => field.likely - field.low)) / 2,
    likely,
    high: likely + (high - likely + squares((field) => field.high - field.likely)) / 2,
  };
}

const BRACES: AmountRange = point(3);
const ANY_VALUE: AmountRange = { low: 1, likely: 8, high: 60 };

function sizeOfEnumeration(options: readonly JsonData[]): AmountRange {
  const sizes = options.slice(0, MAXIMUM_FIELDS).map((option) => tokensOfName(JSON.stringify(option)));
  const likely = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
  return { low: Math.min(...sizes, 1), likely: Math.max(1, likely), high: Math.max(...sizes, 1) + 1 };
}

function sizeOfScalar(schema: JsonObject, name: string): AmountRange {
  const { type, format } = schema;
  const types = isJsonList(type) ? type : [type];
  if (types.includes('boolean') || types.includes('null')) return { low: 1, likely: 1, high: 2 };
  if (types.includes('integer') || types.includes('number')) return { low: 1, likely: 2, high: 5 };
  if (format === 'date' || format === 'date-time') return { low: 5, likely: 9, high: 14 };
  if (types.includes('object')) return { low: 2, likely: 20, high: 150 };
  const most = numberAt(schema, 'maxLength');
  return most === undefined ? fieldSize(name) : limited(fieldSize(name), most * TOKENS_PER_CHARACTER);
}

const TOKENS_PER_CHARACTER = 0.3;

function limited(range: AmountRange, most: number): AmountRange {
  const high = Math.max(1, Math.min(range.high, most));
  return { low: Math.min(range.low, high), likely: Math.min(range.likely, Math.max(1, 0.6 * high)), high };
}

/** Text in a field, by what its name says. */
export function fieldSize(name: string): AmountRange {
  return FIELD_SIZES.find(([pattern]) => pattern.test(name))?.[1] ?? { low: 1, likely: 8, high: 50 };
}

/** Names as in JSON, in any case: the last word of a name says most, and longer kinds go first. */
const FIELD_SIZES: readonly (readonly [RegExp, AmountRange])[] = [
  [
    /(?:code|html|markdown|content|body|article|essay|script|document|report|email|letter|story)$/i,
    { low: 40, likely: 250, high: 1_200 },
  ],
  [
    /(?:reasoning|explanation|rationale|justification|analysis|thinking|thoughts?|description|summary|details|feedback|response|answer|message|text|overview|comments?|notes?|instructions?|reply|recommendations?|evidence)$/i,
    { low: 8, likely: 45, high: 180 },
  ],
  [
    /(?:reason|question|sentence|sql|query|quote|address|action|suggestion|step|finding|issue|excerpt|context|command|prompt|example|fact|point|task|goal)s?$/i,
    { low: 4, likely: 20, high: 70 },
  ],
  [
    /(?:id|code|type|status|category|label|class|priority|severity|level|language|currency|country|city|sentiment|intent|score|confidence|rating|age|year|count|number|total|amount|price|quantity|unit|flag|date|time|day|gender|state|color|zip)$/i,
    { low: 1, likely: 4, high: 12 },
  ],
  [
    /(?:name|title|headline|subject|topic|keyword|tag|entity|url|path|file|email|phone|location)s?$/i,
    { low: 2, likely: 7, high: 24 },
  ],
];

/** "invoiceNumber", "invoice_number": about one token a word. */
export function tokensOfName(name: string): number {
  return Math.max(1, Math.round(name.slice(0, 400).length / 5));
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}

function numberAt(schema: JsonObject, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' && value >= 0 && value < 10_000 ? value : undefined;
}
