import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { errorCode, type LabContainer } from '#container';
import { createEmbeddedEngine } from '#engines';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const STREAMS = { stdin: 'in', stdout: 'out', stderr: 'err' };

/** What a program left in the files of its standard streams. */
async function between(lab: LabContainer, argv: readonly [string, ...string[]], cwd = 'work') {
  const [program, ...args] = argv;
  const started = await lab.spawnBetween?.(program, args, {
    ...STREAMS,
    cwd,
    env: { MODE: 'a b' },
  });
  return outcome(lab, await started?.exit);
}

/** The same in a shell. */
async function inShell(lab: LabContainer, argv: readonly string[]) {
  const script = 'program="$1"; shift; "$program" "$@" <../in >../out 2>../err';
  const options = { cwd: 'work', env: { MODE: 'a b' } };
  const shell = await lab.spawn('bash', ['-c', script, 'bash', ...argv], options);
  return outcome(lab, await shell.exit);
}

async function outcome(lab: LabContainer, exitCode: number | undefined) {
  return [exitCode, await lab.fs.readFile('out', 'utf-8'), await lab.fs.readFile('err', 'utf-8')];
}

test('a program between files does what it does in a shell', async () => {
  const lab = await engine.boot();
  await lab.fs.mkdir('work');
  await lab.fs.writeFile('in', 'fed\n');
  await lab.fs.writeFile('work/say.sh', '#!/bin/bash\nread word\necho "$word $1 $MODE"\nexit 4\n');
  const python = `import os, sys
print(sys.stdin.read().upper(), sys.argv[1:], os.environ['MODE'], os.path.basename(os.getcwd()))
print('no', file=sys.stderr)
sys.exit(3)`;
  assert.deepEqual(await between(lab, ['python3', '-c', python, "it's", '$x']), [
    3,
    `FED\n ["it's", '$x'] a b work\n`,
    'no\n',
  ]);
  for (const argv of [
    ['python3', '-c', python, "it's", '$x'],
    ['bash', 'say.sh', 'loud'],
    ['nonsuch', 'a b'],
    ['git', 'status'],
    ['cat'],
  ] as const) {
    assert.deepEqual(await between(lab, argv), await inShell(lab, argv), argv[0]);
  }
  lab.teardown();
});

test('a program that is killed has written what it wrote', async () => {
  const lab = await engine.boot();
  await lab.fs.writeFile('in', '');
  const code = "print('here', flush=True)\nopen('begun', 'w').close()\nimport time\ntime.sleep(60)";
  const begun = new Promise<void>((resolve) => {
    lab.fs.watch('.', (_event, name) => {
      if (name === 'begun') resolve();
    });
  });
  const files = { ...STREAMS, cwd: '.', env: {} };
  const started = await lab.spawnBetween?.('python3', ['-c', code], files);
  await begun;
  started?.kill();
  assert.deepEqual(await outcome(lab, await started?.exit), [143, 'here\n', '']);
  lab.teardown();
});

test('nothing is started when a file or the folder is not what it should be', async () => {
  const lab = await engine.boot();
  await lab.fs.mkdir('work');
  await assert.rejects(between(lab, ['touch', 'x']), (error) => errorCode(error) === 'ENOENT');
  await lab.fs.writeFile('in', '');
  await lab.fs.mkdir('err');
  await assert.rejects(between(lab, ['touch', 'x']), (error) => errorCode(error) === 'EISDIR');
  await assert.rejects(
    between(lab, ['touch', 'x'], 'in'),
    (error) => errorCode(error) === 'ENOTDIR',
  );
  assert.deepEqual(await lab.fs.readdir('work'), []);
  lab.teardown();
});
