import type { BuilderStyle } from '../../domain/language.ts';

const CLASS = /^(.*#[\w.]*\w)Builder$/;

/** `XBuilder(…).withField(value)`: copies with one field more. */
export const builders: BuilderStyle = {
  builds: (symbol) => CLASS.exec(symbol)?.[1],
  ends: (method) => method === 'build',
  merges: () => false,
};
