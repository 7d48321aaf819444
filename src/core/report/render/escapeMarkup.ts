/** Text for HTML and XML, within elements and quoted attributes alike. The only place that escapes markup. */
export function escapeMarkup(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Characters that XML 1.0 cannot hold, and those that turn the direction of text around. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu;
