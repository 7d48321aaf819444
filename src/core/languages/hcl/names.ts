/** Names that no source can have, under which a module keeps what is declared in it: `var.x`, `local.x`, `aws_s3_bucket.b`. */

export function variableName(name: string): string {
  return `var.${name}`;
}

export function localName(name: string): string {
  return `local.${name}`;
}

export function outputName(name: string): string {
  return `output.${name}`;
}

/** Of what `each` is in one resource or module: `key`, `value`. */
export function eachName(owner: string, property: string): string {
  return `${owner}@each.${property}`;
}

/** What the iterator of a dynamic block has as its key. */
export function iteratorKey(iterator: string): string {
  return `${iterator}@key`;
}
