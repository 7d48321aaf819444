import type { BuilderStyle } from '../../domain/language.ts';

const FACTORY = /^(.*#[\w.]+)\.(?:builder|newBuilder|mapBuilder|Builder(?:\.create)?)$/;
const COPY = /^(.*#[\w.]+)\(\)\.(?:toBuilder|mutate)$/;
const CLASS = /^(.*#[\w.]*\w)Builder$/;

/** `X.builder()`, `X.newBuilder()`, `new X.Builder()`, `X.Builder.create()`, `new XBuilder()`, `x.toBuilder()`. */
export const builders: BuilderStyle = {
  builds: (symbol) => [FACTORY, COPY, CLASS].flatMap((form) => form.exec(symbol)?.[1] ?? [])[0],
  ends: (method) => /^build(?:Async)?$/.test(method),
  merges: (method) => method === 'applyMutation',
};
