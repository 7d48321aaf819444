import type { Statement } from '../../domain/program.ts';
import type { FileFacts, Import } from './fileFacts.ts';
import { assign, memberExpression, nameExpression } from '../nodes.ts';

/**
 * A module is a package, whose names are its classes. The classes of a file's own package are seen without an import, and go
 * before those of packages that are imported as a whole. A static import is a member of its class, which is imported under
 * its whole path, a name that source code cannot have.
 */
export function importStatements(facts: Pick<FileFacts, 'package' | 'imports'>): readonly Statement[] {
  const start = { start: 0, end: 0 };
  const own: readonly Statement[] =
    facts.package === ''
      ? []
      : [{ kind: 'import', range: start, module: facts.package, bindings: [{ local: '*', imported: '*' }] }];
  return [...own, ...facts.imports.flatMap(lowerImport)];
}

function lowerImport({ path, isStatic, member, isAll, alias, range }: Import): readonly Statement[] {
  const dot = path.lastIndexOf('.');
  const [module, name] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
  if (isAll && !isStatic) {
    return [{ kind: 'import', range, module: path, bindings: [{ local: '*', imported: '*' }] }];
  }
  const outer = outerClassOf(module);
  const local = isStatic ? path : (alias ?? name);
  if (outer) return nestedImport(outer, name, local, member, range);
  const binding = { local, imported: name };
  const statement: Statement = { kind: 'import', range, module, bindings: [binding] };
  return member === undefined ? [statement] : [statement, memberOf(path, member, range)];
}

function memberOf(local: string, member: string, range: Import['range']): Statement {
  const at = { start: range.end, end: range.end };
  return assign(nameExpression(member, at), memberExpression(nameExpression(local, at), member, at, at), at);
}

interface OuterClass {
  readonly module: string;
  readonly path: readonly string[];
}

/** Classes begin with a capital letter, packages do not: `com.example.Outer` of an import of `com.example.Outer.Inner`. */
function outerClassOf(module: string): OuterClass | undefined {
  const steps = module.split('.');
  const first = steps.findIndex((step) => /^[A-Z]/.test(step));
  return first < 0 ? undefined : { module: steps.slice(0, first).join('.'), path: steps.slice(first) };
}

function nestedImport(
  { module, path: [outer = '', ...between] }: OuterClass,
  name: string,
  local: string,
  member: string | undefined,
  range: Import['range'],
): readonly Statement[] {
  const at = { start: range.end, end: range.end };
  const whole = `${module}.${outer}`;
  const value = [...between, name].reduce<ReturnType<typeof nameExpression> | ReturnType<typeof memberExpression>>(
    (object, step) => memberExpression(object, step, at, at),
    nameExpression(whole, at),
  );
  return [
    { kind: 'import', range, module, bindings: [{ local: whole, imported: outer }] },
    assign(nameExpression(local, at), value, at),
    ...(member === undefined ? [] : [memberOf(local, member, range)]),
  ];
}
