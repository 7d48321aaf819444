/** As they stand in the manifest. */
export const COMMANDS = {
  showWorkloadReport: 'bedrockCostLint.showWorkloadReport',
  checkWorkspace: 'bedrockCostLint.checkWorkspace',
  compareModels: 'bedrockCostLint.compareModels',
  countExactly: 'bedrockCostLint.countExactly',
  createConfiguration: 'bedrockCostLint.createConfiguration',
  updatePrices: 'bedrockCostLint.updatePrices',
  restartServer: 'bedrockCostLint.restartServer',
  showLog: 'bedrockCostLint.showLog',
  openRule: 'bedrockCostLint.openRule',
  revealCall: 'bedrockCostLint.revealCall',
} as const;

export type CommandName = keyof typeof COMMANDS;
