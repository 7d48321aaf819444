/** Mocha's `spec` on stdout, and the counts in the file that the option `counts` names. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions & { reporterOption?: { counts?: string }, reporterOptions?: { counts?: string } }} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOption?.counts ?? options.reporterOptions?.counts;
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      if (file !== undefined) writeFileSync(file, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
}
