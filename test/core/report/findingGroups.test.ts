import assert from 'node:assert/strict';
import { groupFindings } from '../../../src/core/report/findingGroups.ts';
import type { ReportedFinding } from '../../../src/core/report/workload.ts';

const POSITION = { line: 1, column: 1 };

function finding(path: string, message: string, savings?: ReportedFinding['savings']): ReportedFinding {
  return {
    ...{ uri: `file:///${path}`, path, place: { start: POSITION, end: POSITION }, callSite: undefined },
    ...{ rule: 'sizing/use-max-tokens', severity: 'warning', message, savings, fixTitles: [] },
  };
}

describe('groups of findings', () => {
  it('hold the places of the same words, in their order', () => {
    const groups = groupFindings([
      finding('a.py', 'No cap.'),
      finding('b.py', 'Too high.'),
      finding('c.py', 'No cap.'),
    ]);
    assert.deepEqual(
      groups.map(({ message, places }) => [message, ...places.map(({ path }) => path)]),
      [
        ['No cap.', 'a.py', 'c.py'],
        ['Too high.', 'b.py'],
      ],
    );
  });

  it('keep apart what saves money of its own', () => {
    const savings = { usdPerThousandCalls: { low: 1, likely: 1, high: 1 }, assumptions: [] };
    assert.equal(groupFindings([finding('a.py', 'Cache.', savings), finding('b.py', 'Cache.', savings)]).length, 2);
  });
});
