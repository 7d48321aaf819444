/** `HTTPClient` is `http_client`. */
export function underscored(name: string): string {
  return name
    .replace(/([A-Z\d])([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
