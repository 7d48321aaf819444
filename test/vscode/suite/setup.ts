/** Loaded before the suites: gives them `describe` and `it` in any extension host, also one without Node. */
import 'mocha/mocha.js';

/** `index.ts` listens to the runner instead; Mocha's own reporter for browsers needs a document. */
function silentReporter(): void {
  // Nothing.
}

mocha.setup({
  ui: 'bdd',
  timeout: 60_000,
  forbidOnly: true,
  reporter: silentReporter as unknown as Mocha.ReporterConstructor,
});
