import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { LabContainer } from '#container';
import { createEmbeddedEngine } from '#engines';
import type { Limits } from '../../../../src/engines/embedded/kernel/limits.ts';
import { run, Terminal } from '../../../container/terminal.ts';

/** A container with these limits; the engine goes with it. */
async function limited(limits: Partial<Limits>): Promise<LabContainer> {
  const engine = createEmbeddedEngine({ limits });
  after(() => {
    engine.dispose();
  });
  return engine.boot();
}

/** The exit code of a program that computed too long. */
const STOPPED = 152;
/** So often a program that must not be stopped is run before the machine counts as no excuse. */
const MOST_TRIES = 10;

/**
 * Runs a program that must not be stopped. On a starved machine the start of Python alone may take as long as these limits
 * allow: a program that was stopped is run again, and one that is stopped each time was not stopped by the machine.
 */
async function runUnstopped(
  container: LabContainer,
  command: string,
  args: readonly string[],
): ReturnType<typeof run> {
  for (let tries = 1; ; tries += 1) {
    const ran = await run(container, command, [...args]);
    if (ran.exitCode !== STOPPED || tries === MOST_TRIES) return ran;
  }
}

/** The lab goes on: programs start, files are there. */
async function isUsable(container: LabContainer): Promise<void> {
  const { output, exitCode } = await runUnstopped(container, 'bash', [
    '-c',
    'echo "$(cat kept.txt)"; python3 -c "print(6 * 7)"',
  ]);
  assert.deepEqual({ output, exitCode }, { output: 'kept\n42\n', exitCode: 0 });
}

const LOOPS: readonly (readonly [name: string, argv: readonly string[], says: string])[] = [
  ['Python', ['python3', '-c', 'while True: pass'], 'python3'],
  [
    'Python that catches everything',
    ['python3', '-c', 'while True:\n  try:\n    while True: pass\n  except BaseException: pass'],
    'python3',
  ],
  [
    'asyncio that only yields',
    [
      'python3',
      '-c',
      'import asyncio\nasync def main():\n  while True: await asyncio.sleep(0)\nasyncio.run(main())',
    ],
    'python3',
  ],
  ['Node', ['node', '-e', 'for (;;);'], 'node'],
  ['promises of Node', ['node', '-e', '(async () => { for (;;) await null; })()'], 'node'],
  [
    'immediates of Node',
    ['node', '-e', 'const go = () => { for (let i = 0; i < 1e5; i++); setImmediate(go); }; go()'],
    'node',
  ],
  ['the shell', ['bash', '-c', 'while true; do :; done'], 'bash'],
  ['the shell that writes', ['bash', '-c', 'while true; do echo x > out.txt; done'], 'bash'],
];

describe('a program that computes without end is stopped', () => {
  const container = limited({ cpuMs: 2_000 });
  for (const [name, [command = '', ...args], says] of LOOPS) {
    test(`in ${name}`, { timeout: 120_000 }, async () => {
      const lab = await container;
      await lab.fs.writeFile('kept.txt', 'kept\n');
      const { exitCode, output } = await run(lab, command, args);
      const words = `${says}: stopped: it computed for 2 s without a rest, as long as a program of a lab may. Is there a loop that does not end?\n`;
      assert.equal(output.slice(-words.length), words);
      assert.equal(exitCode, STOPPED);
      await isUsable(lab);
    });
  }

  test('in the learner’s terminal, whose session goes on', { timeout: 120_000 }, async () => {
    const terminal = await Terminal.open(await container);
    await terminal.until('$ ');
    await terminal.type('X=kept\r');
    await terminal.until('$ ');
    await terminal.type('while true; do :; done\r');
    await terminal.until('bash: stopped: it computed for 2 s');
    await terminal.until('$ ');
    await terminal.type('echo "$X $?"\r');
    await terminal.until('kept 152\r\n');
    terminal.process.kill();
  });

  test('but not one that sleeps, waits for a line or serves', { timeout: 120_000 }, async () => {
    const lab = await container;
    const sleeping = await runUnstopped(lab, 'python3', [
      '-c',
      'import time; time.sleep(4); print("woke")',
    ]);
    assert.deepEqual(sleeping, { exitCode: 0, output: 'woke\n' });
    const waiting = await runUnstopped(lab, 'node', [
      '-e',
      'setTimeout(() => console.log("woke"), 4000)',
    ]);
    assert.deepEqual(waiting, { exitCode: 0, output: 'woke\n' });
  });
});

describe('what a lab may hold', () => {
  test('more files than the limit are not made, and the error says so', async () => {
    const lab = await limited({ nodes: 200 });
    await lab.fs.writeFile('kept.txt', 'kept\n');
    const { output } = await run(lab, 'bash', [
      '-c',
      'for i in $(seq 300); do echo x > f$i || exit 9; done',
    ]);
    assert.match(output, /No space left on device|ENOSPC/i);
    await isUsable(lab);
  });

  test('a tree that is full takes no more, from the shell or from Python', async () => {
    const lab = await limited({ treeBytes: 1_000_000 });
    await lab.fs.writeFile('kept.txt', 'kept\n');
    await lab.fs.writeFile('a', 'x'.repeat(600_000));
    const shell = await run(lab, 'bash', ['-c', 'cat a > b']);
    assert.match(shell.output, /No space left on device|ENOSPC/i);
    const python = await run(lab, 'python3', ['-c', 'open("c", "wb").write(bytes(800_000))']);
    assert.match(python.output, /ENOSPC: no space left on device/);
    await isUsable(lab);
  });

  test('no more programs run at a time than the limit, and the next is told so', async () => {
    const lab = await limited({ processes: 6 });
    await lab.fs.writeFile('kept.txt', 'kept\n');
    const { output } = await run(lab, 'bash', [
      '-c',
      'for i in $(seq 10); do sleep 5 & done; kill $(jobs -p); wait',
    ]);
    assert.match(output, /6 programs are running already/);
    await isUsable(lab);
  });

  test('a program that floods its output is stopped', async () => {
    const lab = await limited({ outputBytes: 100_000 });
    await lab.fs.writeFile('kept.txt', 'kept\n');
    for (const [command, ...args] of [
      ['python3', '-c', 'while True: print("x" * 100)'],
      ['node', '-e', 'for (;;) console.log("x".repeat(100))'],
      ['yes'],
    ] as const) {
      const { output, exitCode } = await run(lab, command, args);
      assert.equal(exitCode, 137, command);
      assert.match(output.slice(-100), /stopped: it printed more than 100000 bytes\.\n$/, command);
    }
    await isUsable(lab);
  });
});
