import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import { unpackInto } from '../kernel/pack.ts';
import { keepPrivate } from '../kernel/private-port.ts';
import { Tree } from '../kernel/tree.ts';
import type { NodeBoot } from '../kernel/worker-boot.ts';
import { loop } from './core/event-loop.ts';
import { kernel } from './core/kernel-link.ts';
import { nowMs } from './core/natives.ts';
import { output } from './core/output.ts';
import { servePorts } from './core/ports.ts';
import { state } from './core/process-state.ts';
import { keepTreeInStep, sendChanges, takeChanges } from './core/tree-copy.ts';
import { furnishScope } from './scope.ts';
import { serveChildren } from './modules/child-process.ts';
import { beginInput } from './modules/stdio.ts';
import { beginProcess, exitWith, process, reportRejections, uncaught } from './modules/process.ts';
import { tellThreadError } from './modules/worker-threads.ts';
import { runProgram, unsettled } from './program.ts';

/** One worker is one `node` process: it waits as a warm spare, runs one program, and is thrown away. */

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<NodeBoot>) => void) | null;
};

scope.onmessage = (event) => {
  scope.onmessage = null;
  kernel.connect(keepPrivate(event.data.port));
  furnishScope();
  kernel.on('ask-rest', () => {
    kernel.say({ type: 'rests', computedMs: loop.takeComputedMs() });
  });
  kernel.on('start', (start) => {
    const tree = new Tree(DEFAULT_LIMITS);
    unpackInto(tree, start.tree);
    for (const folder of ['/tmp', start.cwd]) tree.mkdir(folder, { recursive: true });
    Object.assign(state, {
      tree,
      cwd: start.cwd,
      env: { ...start.env },
      pid: start.pid ?? 2,
      columns: start.columns,
      rows: start.rows,
      stdoutIsTerminal: start.toTerminal === true,
      stdinIsTerminal: start.toTerminal === true && start.interactive,
      hasParent: start.hasParent === true,
    });
    keepTreeInStep();
    beginInput(start.stdin, start.interactive);
    serveChildren();
    servePorts();
    kernel.on('files', ({ delta }) => {
      takeChanges(delta);
    });
    kernel.on('resize', ({ columns, rows }) => {
      Object.assign(state, { columns, rows });
      if (state.stdoutIsTerminal) {
        Object.assign(process.stdout, { columns, rows });
        loop.arrive(() => process.stdout.emit('resize'));
      }
    });
    loop.owner = {
      failed: (error) => {
        tellThreadError(error);
        uncaught(error, 'uncaughtException');
      },
      breathe: (resting) => {
        const time = nowMs();
        if (resting) output.flush();
        else output.tick();
        sendChanges(resting, time);
      },
      settled: reportRejections,
      emptied: () => {
        if (process.emit('beforeExit', Number(process.exitCode ?? 0)) && loop.busy) return;
        unsettled();
        exitWith();
      },
    };
    loop.run(() => {
      beginProcess();
      runProgram(start.argv);
    });
  });
  kernel.say({ type: 'ready' });
};
