/** What a VS Code in a browser loads: the suites of every host, and what is refused there. */
export { run } from '../suite/index.ts';
import './refused.suite.ts';
