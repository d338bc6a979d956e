import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { textFile, toFileSystemTree, type Engine, type LabContainer } from '#container';
import { createEmbeddedEngine } from '#host';
import { timeProgram, times } from './native-times.ts';
import { median, type Row } from './row.ts';

const FILES = 200;
const STEPS: readonly (readonly string[])[] = [
  ['add', '.'],
  ['status', '--short'],
  ['commit', '-q', '-m', 'All of it'],
];
const WHO = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'];

/** Paths and texts of the work that both gits are given. */
const work: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: FILES }, (_, index) => [
    `part-${index % 10}/file-${index}.txt`,
    `line of file ${index}\n`.repeat(20),
  ]),
);

/** The engine without a browser: how soon a grading container is there, and its git beside the real one. */
export async function timeEngine(runs: number): Promise<readonly Row[]> {
  const engine = createEmbeddedEngine();
  try {
    await engine.warm(['shell']);
    const workerMs = median(await times(runs, timeBareThread));
    const bootMs = await times(runs, () => timeBoot(engine));
    const ours = await times(runs, () => timeOurGit(engine));
    const real = hasGit() ? await times(runs, () => Promise.resolve(timeRealGit())) : [];
    const group = 'Engine in Node';
    const worker = { name: 'a bare worker thread’s start', value: workerMs };
    return [
      {
        group,
        name: 'a fresh container from a spare, until it runs "true"',
        unit: 'ms',
        values: bootMs,
        baseline: worker,
      },
      ...STEPS.map(([command = ''], step): Row => {
        const values = real.map((run) => run[step] ?? NaN);
        return {
          group,
          name: `git ${command}, ${FILES} files`,
          unit: 'ms',
          values: ours.map((run) => run[step] ?? NaN),
          ...(values.length > 0
            ? { baseline: { name: `real git ${command}`, value: median(values) } }
            : {}),
        };
      }),
    ];
  } finally {
    engine.dispose();
  }
}

async function timeBareThread(): Promise<number> {
  const start = performance.now();
  const source = 'require("node:worker_threads").parentPort.postMessage(0)';
  const worker = new Worker(source, { eval: true });
  await once(worker, 'message');
  const elapsedMs = performance.now() - start;
  await worker.terminate();
  return elapsedMs;
}

async function timeBoot(engine: Engine): Promise<number> {
  // Spares are made after a container has taken one: this row is about one that waits.
  await engine.warm(['shell']);
  const start = performance.now();
  const container = await engine.boot();
  await runIn(container, 'bash', ['-c', 'true']);
  const elapsedMs = performance.now() - start;
  container.teardown();
  return elapsedMs;
}

async function timeOurGit(engine: Engine): Promise<number[]> {
  const container = await engine.boot();
  try {
    const files = Object.entries(work).map(([path, text]) => [path, textFile(text)] as const);
    await container.mount(toFileSystemTree(Object.fromEntries(files)));
    await runIn(container, 'git', ['init', '-q']);
    const taken: number[] = [];
    for (const step of STEPS) {
      const start = performance.now();
      await runIn(container, 'git', [...WHO, ...step]);
      taken.push(performance.now() - start);
    }
    return taken;
  } finally {
    container.teardown();
  }
}

async function runIn(container: LabContainer, program: string, args: string[]): Promise<void> {
  const process = await container.spawn(program, args);
  let printed = '';
  const reading = process.output.pipeTo(
    new WritableStream({ write: (text) => void (printed += text) }),
  );
  const code = await process.exit;
  await reading;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${printed}`);
}

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function timeRealGit(): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    for (const [path, text] of Object.entries(work)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    timeProgram('git', ['init', '-q'], folder);
    return STEPS.map((step) => timeProgram('git', [...WHO, ...step], folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
