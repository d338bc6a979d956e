// The lab's own programs for a host that has only Node: `node plumbline-tools.cjs <tool> <arguments…>`.
// Bundled into one file by `build-tools.ts` and mounted into a WebContainer. Each command is a process of its own: what a
// tool does not need is not even evaluated, hence the imports inside.
import { isMainThread, parentPort } from 'node:worker_threads';
import { OWN_PROGRAMS } from './own-programs.ts';

if (isMainThread) void main(process.argv.slice(2));
else if (parentPort) void serveThread(parentPort);

async function main([tool = '', ...args]: readonly string[]): Promise<void> {
  if (tool === 'install') {
    const { installTools } = await import('./install-tools.ts');
    installTools(__filename, ['bash', ...OWN_PROGRAMS]);
  } else if (tool === 'make-executable') (await import('./install-tools.ts')).makeExecutable(args);
  else if (tool === 'list-executable') (await import('./install-tools.ts')).executablesBelow(args);
  else if (tool === 'run') await (await import('./run-machine-program.ts')).runMachineProgram(args);
  else if (tool === 'end') (await import('./running-programs.ts')).endRunning(args);
  else if (tool === 'ask') await (await import('./ask-port.ts')).askMachinePort(args);
  else if (tool === 'bash' || tool === 'fed-bash') {
    const { runShell } = await import('./run-shell.ts');
    await runShell(['bash', ...args], { isFed: tool === 'fed-bash' });
  } else await (await import('./run-program.ts')).runProgram(tool, [tool, ...args]);
}

async function serveThread(parent: NonNullable<typeof parentPort>): Promise<void> {
  (await import('./run-shell.ts')).serveShellThread(parent);
}
