/** Functions of the Serverless Framework. */
import type { DeployedCode, Deployment, DeploymentReader } from '../domain/deployment.ts';
import type { ObjectValue } from '../domain/value.ts';
import { handlerFile } from './handlers.ts';
import { objectAt, textAt, together } from './values.ts';
import { variablesOf } from './variables.ts';

export const serverlessFramework: DeploymentReader = {
  id: 'serverless-framework',
  mayRead: (path) => /(?:^|\/)serverless[^/]*\.(?:ya?ml|json)$/i.test(path),
  marks: /\bprovider["']?\s*:/,
  readProgram({ uri, named }) {
    const self = objectAt(named('self'));
    if (self === undefined) return [];
    const common = objectAt(self, 'provider')?.fields.get('environment')?.value;
    const functions = objectAt(self, 'functions');
    const each = [...(functions?.fields ?? [])].flatMap(([name, { value }]): readonly Deployment[] => {
      const settings = objectAt(value);
      const environment = together(common, settings?.fields.get('environment')?.value);
      if (settings === undefined || environment === undefined) return [];
      return [{ name: `\`${name}\``, uri, strength: 'deployed', code: codeOf(settings), ...variablesOf(environment) }];
    });
    if (each.length > 0 || common === undefined) return each;
    return [{ name: 'all functions', uri, strength: 'deployed', code: [FOLDER], ...variablesOf(common) }];
  },
};

/** What is packed with a function is, if nothing else is said, the whole folder. */
const FOLDER: DeployedCode = { path: '.', from: 'file' };

function codeOf(settings: ObjectValue): readonly DeployedCode[] {
  const handler = textAt(settings, 'handler');
  const file = handler === undefined ? undefined : handlerFile(handler);
  return file === undefined ? [FOLDER] : [{ path: file, from: 'file', isEntry: true }, FOLDER];
}
