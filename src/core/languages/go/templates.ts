import type { LibraryOperation } from '../../domain/language.ts';

type Symbols = Partial<Record<LibraryOperation, readonly string[]>>;

const PACKAGES = ['text/template#', 'html/template#'];
/** What stands between `template.New(name)` and its text. */
const SETTINGS = ['', '().Funcs', '().Option', '().Delims', '().Option().Funcs', '().Funcs().Option'];
const NEW = PACKAGES.flatMap((module) => SETTINGS.map((settings) => `${module}New${settings}()`));

const FROM_TEXT = NEW.map((template) => `${template}.Parse`);
const FROM_FILES = [
  ...PACKAGES.flatMap((module) => ['ParseFiles', 'ParseFS'].map((name) => `${module}${name}`)),
  ...NEW.flatMap((template) => ['ParseFiles', 'ParseFS'].map((name) => `${template}.${name}`)),
];

/** What Go's own templates do; `Execute` is lowered to a call without the writer. */
export const templates: Symbols = {
  identity: PACKAGES.map((module) => `${module}Must`),
  template: FROM_TEXT,
  'template-file': FROM_FILES,
  'fill-go': [...FROM_TEXT, ...FROM_FILES].flatMap((template) => [
    `${template}().Execute`,
    `${template}().ExecuteTemplate`,
  ]),
};
