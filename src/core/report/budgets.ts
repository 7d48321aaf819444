import { isPartial } from '../cost/headline.ts';
import type { AmountRange } from '../domain/estimates.ts';
import { addRanges, point } from '../domain/estimates.ts';
import type { ConfiguredAnalysis, ReportedBudget, ReportedCall } from './workload.ts';

/** Each month's limit of the configurations with what the calls that it covers cost. */
export function reportBudgets(
  files: readonly ConfiguredAnalysis[],
  calls: readonly ReportedCall[],
): readonly ReportedBudget[] {
  const configurations = new Map(files.map(({ configuration }) => [configuration.uri, configuration]));
  return [...configurations.values()].flatMap((configuration) => {
    const own = new Set(
      files.filter((file) => file.configuration.uri === configuration.uri).map(({ analysis }) => analysis.uri),
    );
    return configuration.monthlyBudgets.map((budget) => {
      const covered = calls.filter(({ uri }) => own.has(uri) && budget.covers(uri));
      const months = covered.flatMap((call) => call.usdPerMonth ?? []);
      const spent = months.length === 0 ? point(0) : addRanges(months);
      return {
        files: budget.files,
        usdPerMonth: budget.usdPerMonth,
        spentUsdPerMonth: spent,
        state: months.length === 0 ? 'unknown' : stateOf(spent, budget.usdPerMonth),
        uncountedCalls: covered.length - months.length,
        partlyCountedCalls: covered.filter((call) => call.usdPerMonth !== undefined && isPartial(call)).length,
      };
    });
  });
}

function stateOf(spent: AmountRange, limit: number): ReportedBudget['state'] {
  if (spent.likely > limit) return 'over';
  return spent.high > limit ? 'at-risk' : 'under';
}
