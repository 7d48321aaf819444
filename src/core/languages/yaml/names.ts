/** Names under which a document keeps what is no parameter and no resource. */

export function mappingName(name: string): string {
  return `Mappings.${name}`;
}

export function conditionName(name: string): string {
  return `Conditions.${name}`;
}
