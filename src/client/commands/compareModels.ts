import * as vscode from 'vscode';
import type { ComparedModel, CompareModelsParams, CompareModelsResult } from '../../server/protocol.ts';
import { COMPARE_MODELS } from '../../server/protocol.ts';
import type { Context } from '../context.ts';
import type { Place } from './position.ts';
import { placeOfArgument, placeOfCursor } from './position.ts';

type ModelItem = vscode.QuickPickItem & { readonly model?: ComparedModel };

/** Lets the user pick another model for the call at the cursor, and writes it when it can be written. */
export async function compareModels({ server }: Context, argument: unknown): Promise<void> {
  const place = placeOfArgument(argument) ?? placeOfCursor();
  const result = place && (await server.request<CompareModelsResult | null>(COMPARE_MODELS, params(place)));
  if (result === undefined || result === null || result.rows.length === 0) {
    void vscode.window.showInformationMessage('Put the cursor into a Bedrock call or a prompt template first.');
    return;
  }
  const picked = await vscode.window.showQuickPick(items(result), {
    title: 'Compare Models for This Call',
    placeHolder: 'Money only, not quality. Type to filter; Enter uses the model for this call',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.model !== undefined && picked.model.model !== result.current) await replaceModel(picked.model);
}

function params({ uri, position }: Place): CompareModelsParams {
  return { uri: uri.toString(), position: { line: position.line, character: position.character } };
}

function items({ current, rows, assumptions }: CompareModelsResult): readonly ModelItem[] {
  const models = rows.map((model) => ({
    model,
    label: `${model.model === current ? '$(check) ' : ''}${model.name}`,
    description: [model.price, model.difference].filter((part) => part !== '').join('   '),
    detail: [model.model, model.model === current ? 'this call' : '', model.note]
      .filter((part) => part !== '')
      .join(' · '),
  }));
  if (assumptions.length === 0) return models;
  const separator = { label: 'assumed for all of them', kind: vscode.QuickPickItemKind.Separator };
  return [...models, separator, ...assumptions.map((label) => ({ label }))];
}

async function replaceModel({ model, name, price, note, edit }: ComparedModel): Promise<void> {
  if (edit === undefined) {
    const copy = 'Copy Model Id';
    const message = `This call gets its model id from elsewhere, so it cannot be replaced here with ${model}.`;
    const choice = await vscode.window.showInformationMessage(message, copy);
    if (choice === copy) await vscode.env.clipboard.writeText(model);
    return;
  }
  const replace = 'Replace';
  const uri = vscode.Uri.parse(edit.uri);
  const detail = [
    `${model}\n${price}`,
    note,
    `In ${vscode.workspace.asRelativePath(uri)}, line ${edit.range.start.line + 1}.`,
  ];
  const options = { modal: true, detail: detail.filter((line) => line !== '').join('\n') };
  if ((await vscode.window.showInformationMessage(`Use ${name} for this call?`, options, replace)) !== replace) return;
  const { start, end } = edit.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.replace(uri, range, edit.newText);
  const isApplied = await vscode.workspace.applyEdit(workspaceEdit);
  if (!isApplied) throw new Error(`${vscode.workspace.asRelativePath(uri)} could not be changed.`);
  const selection = range.with(undefined, range.start.translate(0, edit.newText.length));
  await vscode.window.showTextDocument(uri, { selection });
}
