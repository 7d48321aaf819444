import { escapeMarkup } from './escapeMarkup.ts';

/** Markup that is safe to put into a page: everything in it that came from outside is escaped. */
export interface Html {
  readonly markup: string;
}

export type HtmlValue = Html | string | number | readonly HtmlValue[] | undefined | false;

/** The only way to make markup: texts and numbers between its literals are escaped, lists are joined. */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = literals[0] ?? '';
  values.forEach((value, index) => {
    markup += markupOf(value) + (literals[index + 1] ?? '');
  });
  return { markup };
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeMarkup(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}
