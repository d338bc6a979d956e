import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { holds, runChecks, type GradedLab, type Probe } from '#grading';
import { fakeEngine, type FakeProgram } from './fake-engine.ts';

/** What `look` returns when it looks at the work through a probe. */
async function probed<T>(
  work: FileTree,
  programs: Record<string, FakeProgram>,
  look: (probe: Probe) => Promise<T>,
  hidden: { readonly hiddenSeed?: string } = {},
): Promise<T> {
  let seen: { value: T } | undefined;
  const lab: GradedLab = {
    id: 'tiny',
    version: '1.0.0',
    needs: ['shell'],
    passPoints: 1,
    tasks: [],
    checks: [
      {
        id: 'looks',
        async run(probe) {
          seen = { value: await look(probe) };
          return holds;
        },
      },
    ],
  };
  const [verdict] = await runChecks(lab, work, {
    engine: fakeEngine(programs),
    seed: 'tiny-ada',
    ...hidden,
  });
  assert.equal(verdict?.status, 'pass', verdict?.status === 'error' ? verdict.message : '');
  assert.ok(seen);
  return seen.value;
}

test('a run keeps standard output and error apart, byte by byte', async () => {
  const stdout = Uint8Array.from([0, 255, 10]);
  const run = await probed(
    {},
    { tool: ({ argv, stdin }) => ({ exitCode: 3, stdout, stderr: `${argv.join('|')} ${stdin}` }) },
    (probe) => probe.run(['tool', `it's`, '-n', 'ü x'], { stdin: 'fed', env: { MODE: 'a b' } }),
  );
  assert.deepEqual(run, {
    command: `MODE='a b' tool 'it'\\''s' -n 'ü x' < input`,
    exitCode: 3,
    timedOut: false,
    stdout,
    stdoutText: '\u0000\ufffd\n',
    stderrText: `it's|-n|ü x fed`,
  });
});

test('a program that is not there is exit code 127', async () => {
  const run = await probed({}, {}, (probe) => probe.run(['nonsuch']));
  assert.equal(run.exitCode, 127);
  assert.equal(run.stderrText, 'bash: nonsuch: command not found\n');
});

test('a program that does not end is stopped and said to have timed out', async () => {
  const run = await probed({}, { loop: () => 'hang' }, (probe) =>
    probe.run(['loop'], { timeoutMs: 5 }),
  );
  assert.equal(run.timedOut, true);
  assert.equal(run.exitCode, 124);
  assert.equal(run.stdoutText, '');
});

test('on a slow machine a program is given the time of fifteen empty ones before it is charged', async () => {
  const calls: string[] = [];
  const python: FakeProgram = ({ argv }) => {
    calls.push(argv.join(' '));
    if (argv[0] === '-c') {
      const until = performance.now() + 20;
      while (performance.now() < until);
      return {};
    }
    // Ends in time the second time only.
    return calls.length === 1 ? 'hang' : { stdout: 'done' };
  };
  const run = await probed({}, { python3: python }, (probe) =>
    probe.run(['python3', 'slow.py'], { timeoutMs: 5 }),
  );
  assert.equal(run.timedOut, false);
  assert.equal(run.stdoutText, 'done');
  assert.deepEqual(calls, ['slow.py', '-c ', '-c ', 'slow.py']);
});

test('links are followed inside the work and nowhere else', async () => {
  const work: FileTree = {
    'data/a.txt': textFile('inside'),
    near: { kind: 'symlink', target: 'data/a.txt' },
    'deep/er/up': { kind: 'symlink', target: '../../data' },
    far: { kind: 'symlink', target: '../../etc/passwd' },
    root: { kind: 'symlink', target: '/etc/passwd' },
    round: { kind: 'symlink', target: 'round' },
  };
  const paths = ['data/a.txt', 'near', 'deep/er/up/a.txt', 'far', 'root', 'round', 'constructor'];
  const texts = await probed(work, {}, (probe) =>
    Promise.all(paths.map((path) => probe.readText(path))),
  );
  const nothing = undefined;
  assert.deepEqual(texts, ['inside', 'inside', 'inside', nothing, nothing, nothing, nothing]);
});

test('hidden inputs may stand in the work or beside it, and nowhere else', async () => {
  const seen = await probed(
    {},
    { cat: ({ argv, read }) => ({ stdout: read(argv[0] ?? '') ?? '' }) },
    async (probe) => {
      await probe.mount('hidden/in', { 'x.txt': textFile('in') });
      await probe.mount('../beside', { 'x.txt': textFile('beside') });
      await assert.rejects(probe.mount('../../out', {}), { name: 'PathNotAllowed' });
      await assert.rejects(probe.mount('/out', {}), { name: 'PathNotAllowed' });
      const runs = ['hidden/in/x.txt'].map((path) => probe.run(['cat', path]));
      return {
        read: (await Promise.all(runs)).map(({ stdoutText }) => stdoutText),
        tree: Object.keys(await probe.tree()),
      };
    },
  );
  assert.deepEqual(seen, { read: ['in'], tree: ['hidden/in/x.txt'] });
});

test('the tree of the work leaves .git out', async () => {
  const work = { 'a.txt': textFile(''), '.git/HEAD': textFile(''), '.gitignore': textFile('') };
  const tree = await probed(work, {}, (probe) => probe.tree());
  assert.deepEqual(Object.keys(tree), ['a.txt', '.gitignore']);
});

test('hidden seeds are those of the learner, or of the issuer where one grades', async () => {
  const look = (probe: Probe) => Promise.resolve([probe.seed, probe.hiddenSeed(2)]);
  assert.deepEqual(await probed({}, {}, look), ['tiny-ada', 'tiny-ada/hidden/2']);
  assert.deepEqual(await probed({}, {}, look, { hiddenSeed: 'secret' }), [
    'tiny-ada',
    'secret/hidden/2',
  ]);
});
