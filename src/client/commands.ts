/** All commands, one line each. */
import * as vscode from 'vscode';
import type { CommandName } from './commandIds.ts';
import { COMMANDS } from './commandIds.ts';
import { checkWorkspace } from './commands/checkWorkspace.ts';
import { compareModels } from './commands/compareModels.ts';
import { countExactly } from './commands/countExactly.ts';
import { createConfiguration } from './commands/createConfiguration.ts';
import { openRule, RulePages } from './commands/openRule.ts';
import { revealCall } from './commands/revealCall.ts';
import { updatePrices } from './commands/updatePrices.ts';
import type { Context } from './context.ts';
import type { ReportView } from './reportView.ts';
import { ServerIsOff } from './serverControl.ts';

/** Arguments come from anywhere: each handler checks its own. */
type Handler = (...args: readonly unknown[]) => Promise<unknown>;

export function registerCommands(context: Context, report: ReportView): vscode.Disposable {
  const { log, server } = context;
  const rulePages = new RulePages(server);
  const handlers: Readonly<Record<CommandName, Handler>> = {
    showWorkloadReport: () => report.show(),
    checkWorkspace: () => checkWorkspace(context),
    compareModels: (argument) => compareModels(context, argument),
    countExactly: (argument) => countExactly(context, argument),
    createConfiguration: () => createConfiguration(context),
    updatePrices: () => updatePrices(context),
    restartServer: () => server.restart(),
    showLog: () => {
      log.show();
      return Promise.resolve();
    },
    openRule: (rule) => openRule(rulePages, rule),
    revealCall: (argument) => revealCall(argument),
  };
  const registrations = Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(COMMANDS[name as CommandName], (...args: readonly unknown[]) =>
      run(handler, args, context),
    ),
  );
  return vscode.Disposable.from(rulePages, ...registrations);
}

async function run(handler: Handler, args: readonly unknown[], { log, server }: Context): Promise<unknown> {
  try {
    return await handler(...args);
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const message = error instanceof Error ? error.message : String(error);
    const [restart, showLog] = ['Restart Server', 'Show Log'];
    const choices = error instanceof ServerIsOff ? [restart, showLog] : [showLog];
    void vscode.window.showErrorMessage(message, ...choices).then((choice) => {
      if (choice === restart) return server.restart();
      if (choice === showLog) log.show();
      return undefined;
    });
    return undefined;
  }
}
