import type { Expression, Parameter } from '../../domain/program.ts';

/** Gives parameters the defaults that `@click.option("--model-id", default="…")` declares for them. */
export function withCommandLineDefaults(
  parameters: readonly Parameter[],
  decorators: readonly Expression[],
): readonly Parameter[] {
  const defaults = new Map(decorators.flatMap((decorator) => optionDefault(decorator) ?? []));
  if (defaults.size === 0) return parameters;
  return parameters.map((parameter) => {
    const defaultValue = parameter.defaultValue ?? defaults.get(parameter.name);
    return defaultValue ? { ...parameter, defaultValue } : parameter;
  });
}

function optionDefault(decorator: Expression): readonly (readonly [string, Expression])[] | undefined {
  if (decorator.kind !== 'call' || decorator.callee.kind !== 'member') return undefined;
  if (decorator.callee.property !== 'option' && decorator.callee.property !== 'argument') return undefined;
  const value = decorator.arguments.find((argument) => argument.name === 'default')?.value;
  const names = decorator.arguments.flatMap((argument) =>
    argument.name === undefined && argument.value.kind === 'literal' ? [String(argument.value.value)] : [],
  );
  return value && names.map((name) => [name.replace(/^--?/, '').replaceAll('-', '_'), value] as const);
}
