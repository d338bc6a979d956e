import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import { unpackInto } from '../kernel/pack.ts';
import type { ChildrenToProcess, PortsToProcess, ToProcess } from '../kernel/process.ts';
import { Tree } from '../kernel/tree.ts';
import type { PythonBoot } from '../kernel/worker-boot.ts';
import { bootPyodide } from './boot-pyodide.ts';
import { capMemory } from './cap-memory.ts';
import { freeBytes } from '../kernel/free-bytes.ts';
import { InputQueue } from './input-queue.ts';
import { prepareInterpreter } from './interpreter.ts';
import { LabChildren } from './lab-children.ts';
import { LabNetwork } from './lab-network.ts';
import { lockDown } from './lock-down.ts';
import { ProcessOutput } from '../kernel/process-output.ts';
import { keepPrivate } from '../kernel/private-port.ts';
import type { Pyodide } from './pyodide-shape.ts';
import { forgetPath, mountTree } from './tree-mount.ts';
import { TreeSync } from './tree-sync.ts';

/** One worker is one `python3` process: it boots, waits as a warm spare, runs one program, and is thrown away. */

/** More than this a timer takes for nothing. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Whoever sleeps as long shows first what it wrote. */
const LONG_PAUSE_SECONDS = 0.2;

type Start = Extract<ToProcess, { type: 'start' }>;

const scope = globalThis as unknown as { onmessage: ((event: MessageEvent) => void) | null };

scope.onmessage = (event) => {
  scope.onmessage = null;
  const boot = event.data as PythonBoot;
  const port = keepPrivate(boot.port);
  serve(boot, port).catch((error: unknown) => {
    port.say({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
  });
};

async function serve(boot: PythonBoot, port: ReturnType<typeof keepPrivate>): Promise<void> {
  const now = performance.now.bind(performance);
  const output = new ProcessOutput((fd, data) => {
    port.say({ type: 'output', fd, data }, [data.buffer as ArrayBuffer]);
  }, now);
  const sync: { of?: TreeSync } = {};
  const input = new InputQueue((prompt) => {
    output.flush();
    sync.of?.flush();
    port.say(prompt === undefined ? { type: 'input-wanted' } : { type: 'line-wanted', prompt });
  });
  const sleep = sleeper();
  const later = setTimeout.bind(globalThis);
  const network = new LabNetwork(
    (message) => {
      port.say(message);
    },
    () => {
      output.flush();
      sync.of?.flush();
    },
  );
  const children = new LabChildren({
    say: (message) => {
      port.say(message);
    },
    before: () => {
      output.flush();
      sync.of?.flush();
    },
    write: (fd, data) => {
      output.write(fd, data);
      output.flush();
    },
  });
  capMemory(boot.memoryBytes);
  const python = await bootFromSnapshotOrNot(boot);
  // Together as large as the interpreter that was made of them.
  freeBytes(boot.assets.snapshot);
  freeBytes(boot.assets.stdlib);
  // Pyodide's own handler writes a report, with frames of ours, into the program's output.
  python._api.fatal_error = (thrown) => {
    throw thrown;
  };
  const run = prepareInterpreter(python, {
    sleep: (seconds) => {
      output.flush();
      sync.of?.tick();
      port.say({ type: 'sleeps', ms: seconds * 1000 });
      sleep(seconds * 1000);
    },
    pause: (seconds) => {
      output.flush();
      if (seconds < LONG_PAUSE_SECONDS) sync.of?.tick();
      else sync.of?.flush();
      return new Promise((resolve) => later(resolve, Math.min(seconds * 1000, LONGEST_TIMER_MS)));
    },
    read: (prompt) => input.read(prompt),
    network,
    children,
  });
  lockDown();
  const started = new Promise<Start>((resolve) => {
    port.hear((message) => {
      if (message.type === 'start') resolve(message);
      else if (message.type === 'input') input.push(message.data);
      else if (message.type === 'ask-rest') port.say({ type: 'rests' });
      else if (message.type === 'line-interrupted') input.interrupt();
      else if (message.type === 'files') sync.of?.take(message.delta);
      else if (/^(?:child|parent)-/.test(message.type)) children.hear(message as ChildrenToProcess);
      // Sizes are told to Node only.
      else if (message.type !== 'resize') network.hear(message as PortsToProcess);
    });
  });
  port.say({ type: 'ready' });

  const start = await started;
  const tree = new Tree(DEFAULT_LIMITS);
  unpackInto(tree, start.tree);
  for (const folder of ['/tmp', start.cwd]) tree.mkdir(folder, { recursive: true });
  const files = new TreeSync({
    tree,
    send: (delta) => {
      port.say({ type: 'changes', delta }, [delta.changed.bytes.buffer]);
    },
    forget: (path) => {
      forgetPath(python, path);
    },
    now,
  });
  sync.of = files;
  mountTree(python, tree, () => {
    files.touched();
  });
  connectStreams(python, start, output, input, () => {
    files.tick();
  });
  const { argv, cwd, env, interactive, toTerminal = false } = start;
  const kind = interactive ? (toTerminal ? 'terminal' : 'pipe') : 'known';
  const code = await endOf(() => run({ argv, cwd, env, input: kind, toTerminal }), output);
  output.flush();
  const delta = files.rest();
  port.say({ type: 'exit', code, delta }, [delta.changed.bytes.buffer]);
}

/** A snapshot of another build, or of a platform that differs, must not cost the learner Python. */
async function bootFromSnapshotOrNot(boot: PythonBoot): Promise<Pyodide> {
  if (boot.assets.snapshot) {
    try {
      return await bootPyodide(boot.assets);
    } catch {
      // The long way, below, tells of what is truly broken.
    }
  }
  return bootPyodide({ ...boot.assets, snapshot: null });
}

function connectStreams(
  python: Pyodide,
  start: Start,
  output: ProcessOutput,
  input: InputQueue,
  tick: () => void,
): void {
  const writer = (fd: 1 | 2) => ({
    write: (bytes: Uint8Array) => {
      output.write(fd, bytes);
      return bytes.length;
    },
    isatty: start.toTerminal ?? false,
    getTerminalSize: () => ({ rows: start.rows, columns: start.columns }),
  });
  python.setStdout(writer(1));
  python.setStderr(writer(2));
  if (start.interactive) {
    if (start.stdin) input.push(start.stdin);
    python.setStdin({ error: true });
  } else {
    let left = start.stdin ?? new Uint8Array(0);
    python.setStdin({
      read: (into) => {
        const part = left.subarray(0, into.length);
        into.set(part);
        left = left.subarray(part.length);
        return part.length;
      },
    });
  }
  // The interpreter looks here between instructions for a signal; there is none, but output may have waited enough.
  const noSignal = Object.defineProperty([0], 0, {
    get: () => {
      output.tick();
      tick();
      return 0;
    },
    set: () => undefined,
  });
  python.setInterruptBuffer(noSignal);
}

/** The exit code, also of a program that ends the interpreter itself (`os._exit`, a stack that overflows). */
async function endOf(run: () => Promise<number>, output: ProcessOutput): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const status = (error as { status?: unknown }).status;
    if (typeof status === 'number') return status & 0xff;
    const words =
      error instanceof RangeError
        ? 'the program went deeper into calls than the stack of a lab allows'
        : String(error instanceof Error ? error.message : error)
            .split('\n', 1)
            .join('');
    output.write(2, new TextEncoder().encode(`Fatal Python error: ${words}\n`));
    return 134;
  }
}

/** Sleeps this thread for some ms. `Atomics.wait` needs shared memory, which WebAssembly gives on any page. */
function sleeper(): (ms: number) => void {
  const wait = Atomics.wait.bind(Atomics);
  const now = performance.now.bind(performance);
  const memory = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 });
  const cell = new Int32Array(memory.buffer);
  return (ms) => {
    try {
      wait(cell, 0, 0, ms);
    } catch {
      for (const end = now() + ms; now() < end;);
    }
  };
}
