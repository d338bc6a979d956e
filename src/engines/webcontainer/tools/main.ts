// The lab's own programs for a host that has only Node: `node plumbline-tools.cjs <tool> <arguments…>`.
// Bundled into one file by `build-tools.ts` and mounted into a WebContainer.
import { isMainThread, parentPort } from 'node:worker_threads';
import { programs } from '../../embedded/kernel/programs.ts';
import { executablesBelow, installTools, makeExecutable } from './install-tools.ts';
import { runMachineProgram } from './run-machine-program.ts';
import { runProgram } from './run-program.ts';
import { runShell, serveShellThread } from './run-shell.ts';

if (isMainThread) void main(process.argv.slice(2));
else if (parentPort) serveShellThread(parentPort);

async function main([tool = '', ...args]: readonly string[]): Promise<void> {
  if (tool === 'install') installTools(__filename, ['bash', ...Object.keys(programs)]);
  else if (tool === 'make-executable') makeExecutable(args);
  else if (tool === 'list-executable') executablesBelow(args);
  else if (tool === 'run') await runMachineProgram(args);
  else if (tool === 'bash') await runShell(['bash', ...args]);
  else await runProgram(tool, [tool, ...args]);
}
