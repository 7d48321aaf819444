import type { LibraryOperation } from '../../domain/language.ts';

/**
 * What Terraform's functions do with texts, lists, objects and files. Source: Terraform language documentation, Built-in
 * Functions. Those whose arguments stand in another order than those of methods elsewhere are lowered to calls of methods.
 */
export const library: ReadonlyMap<string, LibraryOperation> = new Map(
  Object.entries<readonly string[]>({
    identity: [
      '#tostring',
      '#toset',
      '#tolist',
      '#tomap',
      '#nonsensitive',
      '#sensitive',
      '#distinct',
      '#sort',
      '#flatten',
      '#compact',
    ],
    'to-number': ['#tonumber'],
    trim: ['#trimspace', '#chomp'],
    'lower-case': ['#lower'],
    'upper-case': ['#upper'],
    'json-encode': ['#jsonencode'],
    'json-decode': ['#jsondecode'],
    'format-percent': ['#format'],
    merge: ['#merge'],
    keys: ['#keys'],
    values: ['#values'],
    entries: ['#entries'],
    'read-file': ['#file'],
    'fill-dollars': ['#fill'],
    join: ['method:join'],
    split: ['method:split'],
    replace: ['method:replace'],
    get: ['method:get'],
    length: ['#length'],
    number: ['#max', '#min', '#ceil', '#floor', '#abs', '#parseint', '#strlen'],
    truth: ['#contains', '#can', '#startswith', '#endswith', '#fileexists', '#alltrue', '#anytrue'],
    hash: ['#md5', '#sha1', '#sha256', '#sha512', '#filemd5', '#filesha256', '#filebase64sha256'],
    date: ['#timestamp', '#formatdate', '#plantimestamp', '#timeadd'],
    identifier: ['#uuid', '#uuidv5'],
    'module-parameter': ['#variable'],
  } satisfies Partial<Record<LibraryOperation, readonly string[]>>).flatMap(([operation, symbols]) =>
    symbols.map((symbol) => [symbol, operation as LibraryOperation] as const),
  ),
);
