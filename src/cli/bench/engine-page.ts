// The page on which the engine is timed in a browser. `engine-site.ts` bundles and serves it.
import { textFile, toFileSystemTree, type Engine, type LabContainer } from '#container';
import { createEmbeddedEngine } from '#host';
import { PageTerminal, runQuietly } from './page-terminal.ts';
import { searched } from './search-work.ts';

/** What the page offers to the bench. Every number is in ms. */
export interface EnginePage {
  /** From nothing but the page to a prompt. */
  shellReady(): Promise<number>;
  /** A line typed at that first prompt, from Enter to its answer: the interpreter comes behind the prompt. */
  firstLine(): Promise<number>;
  /** A Python that prints, from its start to its first output, after `shellReady`: no interpreter waits yet. */
  firstPython(): Promise<number>;
  /** Pyodide by itself, in a worker, to its first output. */
  barePyodide(): Promise<number>;
  /** All that is timed with every kind of worker waiting, by name. */
  warm(): Promise<Readonly<Record<WarmName, number>>>;
  /** The longest task of the main thread so far; 0 when none reached 50 ms. */
  longestTask(): number;
}

export type WarmName =
  | 'python'
  | 'echo'
  | 'pipe'
  | 'grep'
  | 'gitAdd'
  | 'gitStatus'
  | 'gitCommit'
  | 'node'
  | 'pythonRequest'
  | 'nodeRequest'
  | 'stop'
  | 'container';

const PRINT = ['-c', 'print(1)'];
const PYTHON_SERVER = ['-m', 'http.server', '8101'];
const NODE_SERVER = "require('http').createServer((q, r) => r.end('hi')).listen(8102)";
const REQUESTS = 20;

const engine: Engine = createEmbeddedEngine();
let container: LabContainer | undefined;
let firstTerminal: PageTerminal | undefined;
let longestMs = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestMs = Math.max(longestMs, duration);
}).observe({ type: 'longtask', buffered: true });

const timed = async (action: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await action();
  return performance.now() - start;
};

/** To the first output of a program. */
const firstOutput = (lab: LabContainer, command: string, args: string[]): Promise<number> =>
  timed(async () => {
    const { output } = await lab.spawn(command, args);
    const reader = output.getReader();
    await reader.read();
    void reader.cancel();
  });

async function requestMs(lab: LabContainer, command: string, args: string[]): Promise<number> {
  const opened = new Promise<number>((resolve) => {
    const stop = lab.on('port', (port, type) => {
      if (type !== 'open') return;
      stop();
      resolve(port);
    });
  });
  const server = await lab.spawn(command, args);
  const port = await opened;
  const ask = () => lab.ports?.request(port, { method: 'GET', path: '/' }) ?? Promise.resolve();
  await ask();
  const ms = await timed(async () => {
    for (let turn = 0; turn < REQUESTS; turn += 1) await ask();
  });
  server.kill();
  await server.exit;
  return ms / REQUESTS;
}

const page: EnginePage = {
  shellReady: () =>
    timed(async () => {
      container = await engine.boot();
      firstTerminal = await PageTerminal.open(container);
    }),

  async firstLine() {
    if (!firstTerminal) throw new Error('shellReady comes first');
    return firstTerminal.line('echo $((40 + 3))', '43\r\n');
  },

  async firstPython() {
    if (!container) throw new Error('shellReady comes first');
    return firstOutput(container, 'python3', PRINT);
  },

  barePyodide: () =>
    timed(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker('/bare-pyodide.js', { type: 'module' });
          worker.onmessage = () => {
            worker.terminate();
            resolve(undefined);
          };
          worker.onerror = ({ message }) => {
            reject(new Error(message));
          };
        }),
    ),

  async warm() {
    await engine.warm(['shell', 'python', 'node']);
    const lab = await engine.boot();
    const files = Object.entries(searched).map(([path, text]) => [path, textFile(text)] as const);
    await lab.mount(toFileSystemTree(Object.fromEntries(files)));
    const taken: Partial<Record<WarmName, number>> = {};
    const rest = () => engine.warm(['shell', 'python', 'node']);
    await rest();
    taken.python = await firstOutput(lab, 'python3', PRINT);
    await rest();
    taken.node = await firstOutput(lab, 'node', ['-e', 'console.log(1)']);
    const terminal = await PageTerminal.open(lab);
    // The spares that follow those two would boot beside what is timed next, and take a core from it.
    await rest();
    await terminal.line('echo $((40 + 1))', '41\r\n');
    taken.echo = await terminal.line('echo $((40 + 2))', '42\r\n');
    taken.pipe = await terminal.line("printf 'b\\na\\n' | sort | head -n 1", 'a\r\n');
    taken.grep = await terminal.line('grep -r needle . | wc -l', `${files.length}\r\n`);
    await runQuietly(lab, 'git', ['init', '-q']);
    for (const [name, ...args] of GIT_STEPS)
      taken[name] = await timed(() => runQuietly(lab, 'git', [...WHO, ...args]));
    await rest();
    taken.pythonRequest = await requestMs(lab, 'python3', PYTHON_SERVER);
    await rest();
    taken.nodeRequest = await requestMs(lab, 'node', ['-e', NODE_SERVER]);
    await rest();
    taken.stop = await terminal.stop(
      `python3 -c "print('loop' + 'ing', flush=True); exec('while True: pass')"`,
      'looping',
    );
    lab.teardown();
    await rest();
    taken.container = await timed(async () => {
      const fresh = await engine.boot();
      await runQuietly(fresh, 'bash', ['-c', 'true']);
      fresh.teardown();
    });
    return taken as Record<WarmName, number>;
  },

  longestTask: () => longestMs,
};

const WHO = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'];
const GIT_STEPS = [
  ['gitAdd', 'add', 'part-0', 'part-1', 'part-2', 'part-3'],
  ['gitStatus', 'status', '--short', '-uno'],
  ['gitCommit', 'commit', '-q', '-m', 'All of it'],
] as const;

Object.assign(window, { page });
