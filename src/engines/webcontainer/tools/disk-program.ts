import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import type { HostWorkers } from '../../embedded/kernel/host-protocol.ts';
import { PortTable } from '../../embedded/kernel/port-table.ts';
import { startProgram } from '../../embedded/kernel/program-process.ts';
import { programs } from '../../embedded/kernel/programs.ts';
import type { RunningProcess, StartRequest } from '../../embedded/kernel/running-process.ts';
import { startWorkerProcess } from '../../embedded/kernel/worker-process.ts';
import { serveTool } from '../../embedded/programs/tool/serve-tool.ts';
import { TOOLS } from '../../embedded/programs/tools.ts';
import { readDiskTree } from './disk-tree.ts';
import { labFolder } from './lab-process.ts';
import { machinePorts } from './machine-ports.ts';

/**
 * One of the lab's own programs (git, make…) on the files of this machine: they are read before it runs and written back
 * after, and so around each program that it runs itself.
 *
 * @param launch starts such a program
 */
export function startDiskProgram(
  request: StartRequest,
  launch: (child: StartRequest) => RunningProcess,
): RunningProcess | undefined {
  const name = request.argv[0] ?? '';
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program && !Object.hasOwn(TOOLS, name)) return undefined;
  const { tree, save, refresh } = readDiskTree(labFolder(request.cwd));
  const launchOnDisk = (child: StartRequest) => {
    save();
    return withEnd(launch(child), refresh);
  };
  const running = program
    ? startProgram(program, { tree, ports: machinePorts, launch: launchOnDisk }, request)
    : startWorkerProcess(
        'tools',
        { tree, host: sameThread, ports: noPorts, launch: launchOnDisk },
        request,
      );
  return withEnd(running, save);
}

/** A tool is the whole work of its process here: it needs no thread. */
const sameThread: HostWorkers = {
  startWorker: () => {
    const { port1, port2 } = new MessageChannel();
    serveTool(port2, (name) => (Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined));
    return Promise.resolve({
      port: port1,
      terminate: () => {
        port1.close();
      },
      onCrash: () => undefined,
    });
  },
};

/** Tools listen on no port and ask none. */
const noPorts = new PortTable(DEFAULT_LIMITS, () => undefined);

/** The process, ended when `work` after it is done too. */
function withEnd(running: RunningProcess, work: () => void): RunningProcess {
  const exited = running.exited.then((code) => {
    work();
    return code;
  });
  return {
    exited,
    input: (text) => {
      running.input(text);
    },
    feed: (data) => {
      running.feed?.(data);
    },
    resize: (size) => {
      running.resize(size);
    },
    stop: (code) => {
      running.stop(code);
    },
  };
}
