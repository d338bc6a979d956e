import { applyDelta } from './delta.ts';
import { ComputeClock, computedTooLong } from './compute-clock.ts';
import type { HostedWorker, HostWorkers, ProcessWorkerKind } from './host-protocol.ts';
import { followTree } from './changed-paths.ts';
import { packTree } from './pack.ts';
import type { PortTable } from './port-table.ts';
import { ProcessChildren } from './process-children.ts';
import { ProcessPorts } from './process-ports.ts';
import { terminalOf } from './process-terminal.ts';
import type { FromProcess, ToProcess } from './process.ts';
import {
  EXIT_CPU_TIME,
  EXIT_KILLED,
  MeteredOutput,
  ProcessEnd,
  type RunningProcess,
  type StartRequest,
} from './running-process.ts';
import { printable } from './tree-error.ts';
import type { Tree } from './tree.ts';

const encoder = new TextEncoder();

export interface WorkerProcessSurroundings {
  readonly tree: Tree;
  readonly host: HostWorkers;
  readonly ports: PortTable;
  /** Starts a program by name. @throws LabError `TooManyProcesses`. */
  readonly launch: (request: StartRequest) => RunningProcess;
}

/** A longer prompt is cut, in UTF-16 code units. */
const MOST_PROMPT = 1_000;

/**
 * Runs a program in a worker of its own: it gets a copy of the tree, and its changes are applied as it tells them, at its
 * end at the latest.
 *
 * Nothing it says is believed: each message is read field by field, and a malformed one is dropped.
 */
export function startWorkerProcess(
  kind: ProcessWorkerKind,
  { tree, host, ports, launch }: WorkerProcessSurroundings,
  request: StartRequest,
): RunningProcess {
  const name = printable(request.argv[0] ?? kind);
  let worker: HostedWorker | undefined;
  // Input may come before the worker has started.
  const early: (Uint8Array | null)[] = [];
  const earlyMessages: unknown[] = [];
  let inputGiven = false;

  let size = request.terminal;
  let following: ReturnType<typeof followTree> | undefined;

  const end = new ProcessEnd(() => {
    clock.stop();
    following?.stop();
    ownPorts.end();
    children.end();
    if (!worker) return;
    worker.port.onmessage = null;
    worker.terminate();
  });
  const output = new MeteredOutput(request.output, tree.limits.outputBytes, name, () => {
    end.with(EXIT_KILLED);
  });
  const post = (message: ToProcess, transfer: Transferable[] = []) => {
    worker?.port.postMessage(message, transfer);
  };
  const clock = new ComputeClock({
    limitMs: tree.limits.cpuMs,
    ask: () => {
      post({ type: 'ask-rest' });
    },
    exceeded: () => {
      output.say(computedTooLong(name, tree.limits.cpuMs));
      end.with(EXIT_CPU_TIME);
    },
  });
  const ownPorts = new ProcessPorts({
    table: ports,
    bodyLimitBytes: tree.limits.bodyBytes,
    // Whoever writes a file and then asks gets an answer that knows the file.
    beforeRequest: () => following?.tellNow(),
    post,
  });
  const children = new ProcessChildren({
    tree,
    launch,
    post,
    // What a child prints into its parent's output is measured there.
    output: {
      write: (fd, data) => {
        output.write(fd, data);
      },
      discard: () => {
        request.output.discard();
      },
    },
    terminal: () => size,
    // Whoever waited for a program reads what it wrote.
    beforeExit: () => following?.tellNow(),
  });
  const apply = (delta: unknown) => {
    const work = () => applyDelta(tree, delta);
    for (const problem of following ? following.ignoring(work) : work())
      output.say(`${name}: ${problem}\n`);
  };
  const feed = (data: Uint8Array | null) => {
    inputGiven = true;
    if (worker) post({ type: 'input', data });
    else early.push(data);
  };
  const give = (text: string | null) => {
    feed(text === null ? null : encoder.encode(text));
  };
  const line = terminalOf(request, output, end, {
    submit: give,
    interruptLine: () => {
      post({ type: 'line-interrupted' });
    },
  });
  const breakDown = (message: string) => {
    if (end.over) return;
    output.say(`${name}: stopped: ${message}\n`);
    end.with(EXIT_KILLED);
  };

  const hear = (said: unknown) => {
    if (end.over || typeof said !== 'object' || said === null) return;
    const message = said as Partial<Record<string, unknown>> & { type?: FromProcess['type'] };
    if (ownPorts.hear(message) || children.hear(message)) return;
    if (message.type === 'output') {
      const { fd, data } = message;
      if ((fd === 1 || fd === 2) && data instanceof Uint8Array) output.write(fd, data);
    } else if (message.type === 'input-wanted') {
      line?.plain();
      // A pipe that nobody has written to by now is taken for empty: waiting for it would hang the program.
      if (request.terminal === null && !inputGiven && !request.piped)
        post({ type: 'input', data: null });
    } else if (message.type === 'line-wanted') {
      const { prompt } = message;
      if (line && typeof prompt === 'string') line.edit(prompt.slice(0, MOST_PROMPT));
    } else if (message.type === 'rests') {
      clock.answered(message['computedMs']);
    } else if (message.type === 'sleeps') {
      clock.sleeps(message['ms']);
    } else if (message.type === 'exit') {
      const { code } = message;
      apply(message['delta']);
      end.with(typeof code === 'number' && Number.isInteger(code) ? code & 0xff : 1);
    } else if (message.type === 'changes') {
      apply(message['delta']);
    } else if (message.type === 'parent-message') {
      request.toParent?.(message['data']);
    } else if (message.type === 'broken') {
      breakDown(typeof message['message'] === 'string' ? message['message'].slice(0, 2_000) : '');
    }
  };

  host.startWorker(kind).then(
    (started) => {
      worker = started;
      if (end.over) {
        started.terminate();
        return;
      }
      started.onCrash(breakDown);
      started.port.onmessage = (event: MessageEvent<unknown>) => {
        hear(event.data);
      };
      const packed = packTree(tree);
      following = followTree(tree, (delta) => {
        post({ type: 'files', delta }, [delta.changed.bytes.buffer]);
      });
      const { argv, cwd, env, stdin, terminal } = request;
      const { columns, rows } = terminal ?? { columns: 80, rows: 24 };
      const interactive = stdin === null;
      const toTerminal = terminal !== null;
      post(
        {
          type: 'start',
          argv,
          cwd,
          env,
          tree: packed,
          stdin,
          interactive,
          toTerminal,
          columns,
          rows,
          pid: request.pid ?? 0,
          hasParent: request.toParent !== undefined,
        },
        [packed.bytes.buffer],
      );
      clock.start();
      for (const data of early.splice(0)) feed(data);
      for (const data of earlyMessages.splice(0)) post({ type: 'parent-message', data });
    },
    (error: unknown) => {
      breakDown(error instanceof Error ? error.message : String(error));
    },
  );

  return {
    exited: end.exited,
    input(text) {
      if (request.stdin !== null || end.over) return;
      if (children.heir) children.heir.input(text);
      else if (!line) give(text);
      else if (text !== null) line.keys(text);
    },
    interruptEdited: () => (children.heir ?? line)?.interruptEdited?.() ?? false,
    feed(data) {
      if (request.piped && !end.over) feed(data);
    },
    resize(given) {
      size &&= given;
      line?.resize(given.columns);
      children.resize(given);
      post({ type: 'resize', ...given });
    },
    message(data) {
      if (worker) post({ type: 'parent-message', data });
      else earlyMessages.push(data);
    },
    stop: (exitCode) => {
      end.with(exitCode);
    },
  };
}
