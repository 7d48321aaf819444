/** The commands and their options. What a command needs is loaded when it runs. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import type { CommandResult, OutputOptions } from './commandResult.ts';
import type { CheckOptions } from './commands/check.ts';
import type { CountOptions } from './commands/count.ts';
import type { PriceOptions } from './commands/price.ts';
import type { PriceUpdateOptions } from './commands/priceUpdate.ts';
import type { RuleOptions } from './commands/rule.ts';
import type { ReportOptions } from './commands/report.ts';
import type { ScanOptions } from './commands/scan.ts';
import { messageOfSystemError } from '../disk/diskWorkspace.ts';
import { UsageError } from './usageError.ts';
import { VERSION } from './version.ts';

export function buildProgram(): Command {
  const program = new Command('bedrock-cost-lint')
    .description('Prompt cost linting for Amazon Bedrock: what a call costs, why, and what to do about it.')
    .version(VERSION)
    .exitOverride()
    // What stands behind `price update` is for it, though `price` has options of the same names.
    .enablePositionalOptions()
    .showHelpAfterError('(bedrock-cost-lint --help says more)')
    .configureHelp({ showGlobalOptions: false });
  addCheck(program);
  addScan(program);
  addReport(program);
  addCount(program);
  addPrice(program);
  addRule(program);
  addInit(program);
  addLsp(program);
  return program;
}

function addCheck(program: Command): void {
  const command = program
    .command('check', { isDefault: false })
    .description('find calls that cost more than they should')
    .argument('[paths...]', 'files and folders', [])
    .addOption(formats(['text', 'json', 'sarif', 'github', 'gitlab', 'junit']))
    .option('--fix', 'apply fixes that keep what the program does')
    .option('--fix-unsafe', 'apply also fixes that can change what the program does')
    .option('--diff', 'show what fixes would change, and change nothing')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that makes the exit code 1')
        .choices(['error', 'warning', 'information', 'hint', 'never'])
        .default('warning'),
    )
    .option('--quiet', 'print findings only');
  withCommon(command).action(async (paths: string[], options: CheckOptions) => {
    const { check } = await import('./commands/check.ts');
    finish(await check(paths, options), options);
  });
}

function addScan(program: Command): void {
  const command = program
    .command('scan')
    .description('list calls and prompts with their estimates')
    .argument('[paths...]', 'files and folders', [])
    .addOption(formats(['text', 'json']));
  withCommon(command).action(async (paths: string[], options: ScanOptions) => {
    const { scan } = await import('./commands/scan.ts');
    finish(await scan(paths, options), options);
  });
}

function addReport(program: Command): void {
  const command = program
    .command('report')
    .description('sum up what the calls cost together')
    .argument('[paths...]', 'files and folders', [])
    .addOption(formats(['text', 'json', 'markdown', 'csv', 'html']));
  withCommon(command).action(async (paths: string[], options: ReportOptions) => {
    const { report } = await import('./commands/report.ts');
    finish(await report(paths, options), options);
  });
}

function addCount(program: Command): void {
  const command = program
    .command('count')
    .description('count the tokens of a text, or of a whole request, as a model would')
    .argument('[file]', 'file, or - for standard input')
    .requiredOption('--model <id>', 'model or inference profile')
    .option('--request [file]', 'the file is the body of a request, as JSON: what the service adds counts too')
    .option('--explain', 'show where the tokens are')
    .option('--exact', 'send it to Amazon Bedrock to be counted there, at no charge; needs AWS credentials')
    .option('--region <region>', 'Region that --exact asks')
    .addOption(formats(['text', 'json']));
  withOutput(command).action(async (file: string | undefined, options: CountOptions) => {
    const { count } = await import('./commands/count.ts');
    finish(await count(file, options), options);
  });
}

function addPrice(program: Command): void {
  const command = program
    .command('price')
    .description('show what a model costs, with source and date')
    .argument('[model]', 'model, inference profile or ARN; all models without it')
    .option('--region <region>', 'Region that calls are sent to')
    .option('--list', 'all models')
    .option('--compare <models...>', 'two models or more, side by side')
    .option('--json', 'short for --format json')
    .addOption(formats(['text', 'json']));
  withCommon(command).action(async (model: string | undefined, options: PriceOptions) => {
    const { price } = await import('./commands/price.ts');
    finish(await price(model, options), options);
  });
  addPriceUpdate(command);
}

function addPriceUpdate(price: Command): void {
  const command = price
    .command('update')
    .description("read AWS's public price list, without credentials, and use its prices from now on")
    .option('--from <folder>', 'read offer files that somebody downloaded, and ask nobody')
    .option('--dry-run', 'show what would change, and change nothing')
    .addOption(formats(['text', 'json']));
  withOutput(command).action(async (options: PriceUpdateOptions) => {
    const { priceUpdate } = await import('./commands/priceUpdate.ts');
    finish(await priceUpdate(options), options);
  });
}

function addRule(program: Command): void {
  const command = program
    .command('rule')
    .description('explain a rule')
    .argument('[name]', 'name of the rule; all rules without it')
    .addOption(formats(['text', 'json']));
  withOutput(command).action(async (name: string | undefined, options: RuleOptions) => {
    const { rule } = await import('./commands/rule.ts');
    finish(await rule(name, options), options);
  });
}

function addInit(program: Command): void {
  program
    .command('init')
    .description('write a commented bedrock-cost-lint.yaml')
    .argument('[folder]', 'where to', '.')
    .action(async (folder: string) => {
      const { init } = await import('./commands/init.ts');
      finish(init(folder), {});
    });
}

function addLsp(program: Command): void {
  program
    .command('lsp')
    .description('run the language server, for any editor')
    .option('--stdio', 'speak over standard input and output')
    .allowUnknownOption()
    .action(async (options: { readonly stdio?: boolean }) => {
      const { lsp } = await import('./commands/lsp.ts');
      lsp(options);
    });
}

function formats(names: readonly string[]): Option {
  return new Option('--format <format>', 'how to write the result').choices(names).default('text');
}

function withCommon(command: Command): Command {
  return withOutput(command.option('--config <file>', 'configuration for all files'));
}

function withOutput(command: Command): Command {
  return command
    .option('--output <file>', 'write the result to a file')
    .option('--color', 'colours also where the output is no terminal')
    .option('--no-color', 'no colours');
}

/** @throws {UsageError} when the output file cannot be written. */
function finish({ output, exitCode }: CommandResult, options: OutputOptions): void {
  process.exitCode = exitCode;
  if (options.output === undefined) {
    process.stdout.write(output);
    return;
  }
  try {
    writeFileSync(path.resolve(options.output), output);
  } catch (error) {
    throw new UsageError(`${options.output} cannot be written: ${messageOfSystemError(error)}`);
  }
}
