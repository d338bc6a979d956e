import { applyDelta } from './delta.ts';
import type { HostedWorker, HostWorkers, ProcessWorkerKind } from './host-protocol.ts';
import { packTree } from './pack.ts';
import type { PortTable } from './port-table.ts';
import { ProcessPorts } from './process-ports.ts';
import type { FromProcess, ToProcess } from './process.ts';
import {
  EXIT_INTERRUPTED,
  EXIT_KILLED,
  MeteredOutput,
  ProcessEnd,
  type RunningProcess,
  type StartRequest,
} from './running-process.ts';
import { TerminalLine } from './terminal-line.ts';
import { printable } from './tree-error.ts';
import type { Tree } from './tree.ts';

const encoder = new TextEncoder();

export interface WorkerProcessSurroundings {
  readonly tree: Tree;
  readonly host: HostWorkers;
  readonly ports: PortTable;
}

/**
 * Runs a program in a worker of its own: it gets a copy of the tree and, at its end, its changes are applied.
 *
 * Nothing it says is believed: each message is read field by field, and a malformed one is dropped.
 */
export function startWorkerProcess(
  kind: ProcessWorkerKind,
  { tree, host, ports }: WorkerProcessSurroundings,
  request: StartRequest,
): RunningProcess {
  const name = printable(request.argv[0] ?? kind);
  let worker: HostedWorker | undefined;
  // Input may come before the worker has started.
  const early: (Uint8Array | null)[] = [];
  let inputGiven = false;

  const end = new ProcessEnd(() => {
    ownPorts.end();
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
  const ownPorts = new ProcessPorts({
    table: ports,
    bodyLimitBytes: tree.limits.bodyBytes,
    post,
  });
  const feed = (data: Uint8Array | null) => {
    inputGiven = true;
    if (worker) post({ type: 'input', data });
    else early.push(data);
  };
  const give = (text: string | null) => {
    feed(text === null ? null : encoder.encode(text));
  };
  const line = request.terminal
    ? new TerminalLine({
        echo: (text) => {
          request.output.write(1, encoder.encode(text));
        },
        submit: give,
        interrupt: () => {
          request.output.discard();
          output.say('^C\n');
          end.with(EXIT_INTERRUPTED);
        },
      })
    : undefined;
  const breakDown = (message: string) => {
    if (end.over) return;
    output.say(`${name}: stopped: ${message}\n`);
    end.with(EXIT_KILLED);
  };

  const hear = (said: unknown) => {
    if (end.over || typeof said !== 'object' || said === null) return;
    const message = said as Partial<Record<string, unknown>> & { type?: FromProcess['type'] };
    if (ownPorts.hear(message)) return;
    if (message.type === 'output') {
      const { fd, data } = message;
      if ((fd === 1 || fd === 2) && data instanceof Uint8Array) output.write(fd, data);
    } else if (message.type === 'input-wanted') {
      // A pipe that nobody has written to by now is taken for empty: waiting for it would hang the program.
      if (request.terminal === null && !inputGiven && !request.piped)
        post({ type: 'input', data: null });
    } else if (message.type === 'exit') {
      const { code } = message;
      for (const problem of applyDelta(tree, message['delta'])) output.say(`${name}: ${problem}\n`);
      end.with(typeof code === 'number' && Number.isInteger(code) ? code & 0xff : 1);
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
        },
        [packed.bytes.buffer],
      );
      for (const data of early.splice(0)) feed(data);
    },
    (error: unknown) => {
      breakDown(error instanceof Error ? error.message : String(error));
    },
  );

  return {
    exited: end.exited,
    input(text) {
      if (request.stdin !== null || end.over) return;
      if (!line) give(text);
      else if (text !== null) line.keys(text);
    },
    feed(data) {
      if (request.piped && !end.over) feed(data);
    },
    // The protocol tells a process its size at the start only.
    resize: () => undefined,
    stop: (exitCode) => {
      end.with(exitCode);
    },
  };
}
