import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textFile, type FileTree, type LabContainer } from '#container';
import { runPythonBatch, type BatchRun, type PythonCase } from '#grading';
import { createEmbeddedEngine } from '#host';
import { ContainerProbe } from '../../src/grading/container-probe.ts';
import { fakeEngine } from './fake-engine.ts';

const engine = createEmbeddedEngine();
let container: Promise<LabContainer>;
let folders = 0;

before(async () => {
  await engine.warm(['shell', 'python']);
  container = engine.boot();
});
after(() => engine.dispose());

async function batch(
  files: Readonly<Record<string, string>>,
  cases: readonly PythonCase[],
): Promise<readonly BatchRun[]> {
  const work: FileTree = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, textFile(text)]),
  );
  folders++;
  const probe = new ContainerProbe({
    container: () => container,
    work,
    folder: `b${folders}`,
    seed: 's',
  });
  const runs = await runPythonBatch(probe, cases);
  await probe.close();
  return runs;
}

test('each run has its own arguments, input, environment, streams and exit code', async () => {
  const program = `import os, sys
print(sys.argv[1:], sys.stdin.read(), os.environ.get('COLOUR'), __name__)
print('said', file=sys.stderr)
sys.exit(int(sys.argv[1]))
`;
  const [one, two] = await batch({ 'tools/a.py': program }, [
    { argv: ['tools/a.py', '3'], stdin: 'in', env: { COLOUR: 'red' } },
    { argv: ['tools/a.py', '0'] },
  ]);
  assert.equal(one?.stdoutText, "['3'] in red __main__\n");
  assert.equal(one.stderrText, 'said\n');
  assert.equal(one.exitCode, 3);
  assert.equal(one.command, 'COLOUR=red python3 tools/a.py 3');
  assert.equal(two?.stdoutText, "['0']  None __main__\n");
  assert.equal(two.exitCode, 0);
});

test('no run sees what another left in a module, in the environment or in the working directory', async () => {
  const program = `import os, state
state.seen.append(os.getcwd())
print(len(state.seen), os.environ.get('LEFT'))
os.environ['LEFT'] = 'behind'
os.chdir('/')
`;
  const runs = await batch({ 'a.py': program, 'state.py': 'seen = []\n' }, [
    { argv: ['a.py'] },
    { argv: ['a.py'] },
  ]);
  assert.deepEqual(
    runs.map(({ stdoutText }) => stdoutText),
    ['1 None\n', '1 None\n'],
  );
});

test('a module of the work hides the one of the library', async () => {
  const [run] = await batch(
    { 'a.py': 'import csv\nprint(csv.NAME)\n', 'csv.py': 'NAME = "mine"\n' },
    [{ argv: ['a.py'] }],
  );
  assert.equal(run?.stdoutText, 'mine\n');
});

test('a traceback names the program and its line, and nothing of the batch', async () => {
  const [run] = await batch({ 'tools/a.py': 'def f():\n    return 1 / 0\nf()\n' }, [
    { argv: ['tools/a.py'] },
  ]);
  assert.equal(run?.exitCode, 1);
  assert.match(run.stderrText, /File "tools\/a\.py", line 2, in f/);
  assert.match(run.stderrText, /ZeroDivisionError: division by zero/);
  assert.doesNotMatch(run.stderrText, /run-batch/);
});

test('a program that is not there ends in 2, as with python3 itself', async () => {
  const [run] = await batch({}, [{ argv: ['gone.py'] }]);
  assert.equal(run?.exitCode, 2);
  assert.match(run.stderrText, /can't open file 'gone\.py'/);
});

test('files that were asked for come back by path', async () => {
  const program = 'import sys\nopen("out/r.json", "w").write(sys.argv[1])\n';
  const [one, two] = await batch({ 'a.py': program, 'out/keep.txt': 'k' }, [
    { argv: ['a.py', 'first'], collect: ['out/*.json'] },
    { argv: ['a.py', 'second'], collect: ['out/**', 'none.txt'] },
  ]);
  const text = (run: BatchRun | undefined) =>
    Object.entries(run?.files ?? {}).map(([path, bytes]) => [
      path,
      new TextDecoder().decode(bytes),
    ]);
  assert.deepEqual(text(one), [['out/r.json', 'first']]);
  assert.deepEqual(text(two), [
    ['out/keep.txt', 'k'],
    ['out/r.json', 'second'],
  ]);
});

test('ten megabytes of output cost one run only', async () => {
  const program = `import sys
print('x' * int(sys.argv[1]))
`;
  const [flood, calm] = await batch({ 'a.py': program }, [
    { argv: ['a.py', '10000000'] },
    { argv: ['a.py', '3'] },
  ]);
  assert.equal(flood?.tooMuchOutput, true);
  assert.equal(calm?.stdoutText, 'xxx\n');
  assert.equal(calm.tooMuchOutput, false);
});

test('a run that breaks the interpreter costs only itself', async () => {
  const program = `import os, sys
if sys.argv[1] == 'exit':
    os._exit(7)
print('fine')
`;
  const runs = await batch(
    { 'a.py': program },
    ['ok', 'exit', 'ok'].map((word) => ({ argv: ['a.py', word] as const })),
  );
  assert.deepEqual(
    runs.map(({ stdoutText, exitCode }) => [stdoutText, exitCode]),
    [
      ['fine\n', 0],
      ['', 7],
      ['fine\n', 0],
    ],
  );
});

test('a program that never ends is stopped twice alone; its other inputs are not tried, another program is', async () => {
  const hanging = fakeEngine({ python3: ({ argv }) => (argv[0] === '-c' ? {} : 'hang') });
  const probe = new ContainerProbe({
    container: () => hanging.boot(),
    work: {},
    folder: 'h',
    seed: 's',
  });
  const cases = ['a.py', 'a.py', 'a.py', 'b.py'].map((program) => ({ argv: [program] as const }));
  const runs = await runPythonBatch(probe, cases, { timeoutMs: 5 });
  assert.deepEqual(
    runs.map(({ timedOut, notRun }) => [timedOut, notRun]),
    [
      [true, false],
      [true, false],
      [true, true],
      [true, false],
    ],
  );
});

test('a folder is laid anew before a run that changes it, however often the batch is run', async () => {
  const program = `import pathlib, sys
path = pathlib.Path('state/count.txt')
path.write_text(str(int(path.read_text()) + 1))
pathlib.Path('state/extra').mkdir()
pathlib.Path('state/extra/left.txt').write_text('behind')
sys.exit(3 if sys.argv[1:] else 0)
`;
  const fresh = { state: 'start' };
  const argv = ['count.py'] as const;
  const [one, two, three] = await batch({ 'count.py': program, 'start/count.txt': '7' }, [
    { argv, fresh, collect: ['state/**'] },
    { argv: ['count.py', 'again'], collect: ['state/*'] },
    { argv, fresh, collect: ['state/**'] },
  ]);
  const text = (run: BatchRun | undefined, path: string) =>
    new TextDecoder().decode(run?.files[path]);
  assert.equal(text(one, 'state/count.txt'), '8');
  assert.match(two?.stderrText ?? '', /FileExistsError/);
  assert.equal(text(two, 'state/count.txt'), '9');
  assert.equal(text(three, 'state/count.txt'), '8');
  assert.deepEqual(Object.keys(three?.files ?? {}).sort(), [
    'state/count.txt',
    'state/extra/left.txt',
  ]);
});
