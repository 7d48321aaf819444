import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';

void runProgram(buildProgram(), process.argv);
