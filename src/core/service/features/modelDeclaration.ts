import type { Resolved } from '../../domain/resolved.ts';
import { parseYaml } from '../../util/yamlTree.ts';
import { writeTemplateEdit } from '../../templates/writeTemplateEdit.ts';
import type { EditableText, TextEdits } from './textEdits.ts';

/** What a configuration can say the model of: an environment variable, or an ARN that only AWS can look into. */
export function modelNameToDeclare(model: Resolved<string>): string | undefined {
  if (model.state === 'known') return model.value;
  return model.state === 'unknown' ? model.environmentVariable : undefined;
}

/** Adds a name to `models`, without an id: that is the user's to say. Undefined when the file is no map. */
export function declareModelEdits(file: EditableText, name: string): TextEdits | undefined {
  const { uri, text } = file;
  if (file.isNew) {
    const newText = `version: 1\nmodels:\n  ${name}: ''\n`;
    return { file, edits: [{ range: { start: 0, end: 0 }, newText }] };
  }
  const { root } = parseYaml(text);
  const isEmpty = root === undefined || (root.kind === 'scalar' && root.value === null);
  if (!isEmpty && root.kind !== 'map') return undefined;
  const range = isEmpty ? { start: 0, end: text.length } : root.range;
  const edits = writeTemplateEdit(
    { uri, text },
    { kind: 'set-field', container: { uri, kind: 'object', range }, path: ['models', name], value: '' },
  );
  return edits && { file, edits };
}
