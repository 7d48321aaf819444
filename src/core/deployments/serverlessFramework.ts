/** Functions of the Serverless Framework. */
import type { DeployedCode, Deployment, DeploymentReader } from '../domain/deployment.ts';
import type { Expression } from '../domain/program.ts';
import type { ObjectValue } from '../domain/value.ts';
import { handlerFile } from './handlers.ts';
import { objectAt, textAt, together } from './values.ts';
import { variablesOf } from './variables.ts';

export const serverlessFramework: DeploymentReader = {
  id: 'serverless-framework',
  mayRead: (path) => /(?:^|\/)serverless[^/]*\.(?:ya?ml|json)$/i.test(path),
  marks: /\bprovider["']?\s*:/,
  readProgram({ uri, bound, evaluate }) {
    // Its fields are made of one another: the whole would be made of itself.
    const self = bound('self');
    const given = fieldExpression(self, 'provider', 'environment');
    const common = given && evaluate(given);
    const each = entriesOf(fieldExpression(self, 'functions')).flatMap(([name, value]): readonly Deployment[] => {
      const settings = objectAt(evaluate(value));
      const environment = together(common, settings?.fields.get('environment')?.value);
      if (settings === undefined || environment === undefined) return [];
      return [{ name: `\`${name}\``, uri, strength: 'deployed', code: codeOf(settings), ...variablesOf(environment) }];
    });
    if (each.length > 0 || common === undefined) return each;
    return [{ name: 'all functions', uri, strength: 'deployed', code: [FOLDER], ...variablesOf(common) }];
  },
};

function fieldExpression(object: Expression | undefined, ...path: readonly string[]): Expression | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const found = entriesOf(object).find(([name]) => name === key);
  return found && fieldExpression(found[1], ...rest);
}

function entriesOf(object: Expression | undefined): readonly (readonly [string, Expression])[] {
  if (object?.kind !== 'object') return [];
  return object.entries.flatMap((entry) =>
    entry.kind === 'field' && entry.key.kind === 'literal' ? [[String(entry.key.value), entry.value] as const] : [],
  );
}

/** What is packed with a function is, if nothing else is said, the whole folder. */
const FOLDER: DeployedCode = { path: '.', from: 'file' };

function codeOf(settings: ObjectValue): readonly DeployedCode[] {
  const handler = textAt(settings, 'handler');
  const file = handler === undefined ? undefined : handlerFile(handler);
  return file === undefined ? [FOLDER] : [{ path: file, from: 'file', isEntry: true }, FOLDER];
}
