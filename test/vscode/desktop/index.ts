/** What a VS Code with Node loads: the suites of every host, and what asks AWS, with servers on this machine in its place. */
export { run } from '../suite/index.ts';
import './countExactly.suite.ts';
import './updatePrices.suite.ts';
