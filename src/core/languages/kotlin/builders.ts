import type { BuilderStyle } from '../../domain/language.ts';
import { builders as javaBuilders } from '../java/builders.ts';

const TYPE = /^(.*#(?:[\w.]*\.)?[A-Z]\w*?)(?:\.(?:invoke|fromEnvironment|Companion(?:\.invoke)?))?$/;

/** As in Java, and `Request { model = id }`. */
export const builders: BuilderStyle = {
  ...javaBuilders,
  handedTo: (symbol) => TYPE.exec(symbol)?.[1],
};
