import * as vscode from 'vscode';
import type { ExactCountPlan, PlanExactCountParams, PlanExactCountResult } from '../../server/protocol.ts';
import { KEEP_EXACT_COUNT, PLAN_EXACT_COUNT } from '../../server/protocol.ts';
import type { CountTarget, ExactCounter } from '../clientHost.ts';
import type { Context } from '../context.ts';
import { placeOfArgument, placeOfCursor } from './position.ts';

/** Lets Bedrock count the call or template at the cursor, once the user has agreed to what is sent where. */
export async function countExactly(context: Context, argument: unknown): Promise<void> {
  const { server, loadCounter, workspaceState } = context;
  if (loadCounter === undefined) {
    void vscode.window.showInformationMessage(
      'A browser has no AWS credentials to ask Bedrock with. VS Code on a desktop or connected to a remote machine can, and so can `bedrock-cost-lint count --exact`.',
    );
    return;
  }
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(
      'Counting exactly sends a prompt of this workspace to AWS. Trust the workspace first, with Workspaces: Manage Workspace Trust.',
    );
    return;
  }
  const place = placeOfArgument(argument) ?? placeOfCursor();
  const params: PlanExactCountParams | undefined = place && {
    uri: place.uri.toString(),
    position: { line: place.position.line, character: place.position.character },
  };
  const plan = params && (await server.request<PlanExactCountResult>(PLAN_EXACT_COUNT, params));
  if (plan === undefined || plan === null) {
    void vscode.window.showInformationMessage('Put the cursor into a Bedrock call or a prompt template first.');
    return;
  }
  if ('problem' in plan) {
    void vscode.window.showWarningMessage(plan.problem);
    return;
  }
  const counter = await loadCounter();
  const target = await counter.target(plan.request.endpoint, plan.region);
  if (!(await isAgreed(plan, target, workspaceState))) return;
  const tokens = await count(counter, plan, target);
  if (tokens === undefined) return;
  await server.request(KEEP_EXACT_COUNT, { request: plan.request, tokens });
  void vscode.window.showInformationMessage(resultText(plan, tokens));
}

/** Hosts that this workspace's prompts may be sent to. */
const AGREED_HOSTS = 'exactCount.agreedHosts';

/** Asked once for each workspace and host: a configuration that names another Region asks again. */
async function isAgreed(plan: ExactCountPlan, target: CountTarget, state: vscode.Memento): Promise<boolean> {
  const agreed = state.get<readonly string[]>(AGREED_HOSTS, []);
  if (agreed.includes(target.url.host)) return true;
  const send = 'Send and Count';
  const options = { modal: true, detail: consentText(plan, target) };
  const choice = await vscode.window.showWarningMessage(
    'Send this prompt to Amazon Bedrock to be counted?',
    options,
    send,
  );
  if (choice !== send) return false;
  await state.update(AGREED_HOSTS, [...agreed, target.url.host]);
  return true;
}

function consentText(
  { request, modelName, characters, leftOut }: ExactCountPlan,
  { region, url, variable }: CountTarget,
): string {
  const named = variable === undefined ? '' : `, named by ${variable}`;
  return [
    `A request of ${characters.toLocaleString('en')} characters, with the prompt as the code has it, goes to ${url.host} (Region ${region}${named}) with your AWS credentials, to be counted for ${modelName} (${request.modelId}).`,
    ...(leftOut.length === 0 ? [] : [`Not sent: ${plainList(leftOut)}.`]),
    'Bedrock counts at no charge and runs no model. The count is kept on this machine, the prompt is not.',
    `Once you agree, other prompts of this workspace are sent to ${url.host} by this command without a question.`,
  ].join('\n\n');
}

/** Dialogs and notifications show no markup. */
function plainList(names: readonly string[]): string {
  return names.map((name) => name.replace(/`([^`]*)`/g, '"$1"')).join(', ');
}

/** Undefined when it was cancelled. */
async function count(counter: ExactCounter, plan: ExactCountPlan, target: CountTarget): Promise<number | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Counting on ${target.url.host}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await counter.count(plan.request, target, controller.signal);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

function resultText({ modelName, leftOut, estimatedTokens }: ExactCountPlan, tokens: number): string {
  const what = leftOut.length === 0 ? 'the whole request' : `the request without ${plainList(leftOut)}`;
  return `Bedrock counts ${tokens.toLocaleString('en')} tokens of ${modelName} for ${what}; ${estimatedTokens.toLocaleString('en')} were estimated.`;
}
