import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { textFile, type FileTree } from '#container';
import {
  firstDifference,
  holds,
  printedJson,
  programFault,
  runChecks,
  runDoesNotHold,
  runPythonBatch,
  shownJson,
  type Check,
  type GradedLab,
  type Run,
  type Verdict,
} from '#grading';
import { createEmbeddedEngine } from '#host';

const engine = createEmbeddedEngine();
after(() => engine.dispose());

/** What a learner may hand in, by accident or on purpose. All are to print {"answer": 42}. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'floods.py': `import sys\nsys.stdout.write('x' * 10_500_000)\n`,
  'never-ends.py': `while True:\n    pass\n`,
  'writes-outside.py': `open('../left.txt', 'w').write('1')\nopen('../../mine.txt', 'w').write('2')\nprint('{"answer": 42}')\n`,
  'nan.py': `import json\nprint(json.dumps({'answer': float('nan')}))\n`,
  'crashes.py': `import os\nprint('{"answer": 42}')\nos._exit(7)\n`,
  'fine.py': `import os\nassert not os.path.exists('../../mine.txt')\nprint('{"answer": 42}')\n`,
};

const WORK: FileTree = Object.fromEntries(
  Object.entries(PROGRAMS).map(([path, text]) => [path, textFile(text)]),
);

function judge(run: Run, path: string) {
  const fault = programFault(run, [0], { path });
  if (fault) return fault;
  const printed = printedJson(run.stdoutText);
  if ('fault' in printed) {
    return runDoesNotHold(
      run,
      { path },
      { summary: `${path} prints no JSON.`, cameBack: printed.fault, expected: '{"answer": 42}' },
    );
  }
  const difference = firstDifference(printed.value, { answer: 42 });
  if (!difference) return holds;
  return runDoesNotHold(
    run,
    { path },
    { summary: `${path} is wrong.`, cameBack: shownJson(printed.value), expected: '42' },
  );
}

async function verdictsOf(check: (path: string) => Check): Promise<readonly Verdict[]> {
  const checks = Object.keys(PROGRAMS).map(check);
  const lab: GradedLab = {
    id: 'hostile',
    version: '1.0.0',
    needs: ['shell', 'python'],
    passPoints: 70,
    tasks: [{ id: 'only', points: 100, checks: checks.map(({ id }) => id) }],
    checks,
  };
  return runChecks(lab, WORK, { engine, seed: 'hostile-ada' });
}

const said = (verdicts: readonly Verdict[]) =>
  Object.fromEntries(
    verdicts.map((verdict) => [
      verdict.check,
      verdict.status === 'fail' ? `${verdict.summary} ${verdict.cameBack}` : verdict.status,
    ]),
  );

test('whatever one program does costs its own check, with a word on which and why; the next is graded', async () => {
  const verdicts = await verdictsOf((path) => ({
    id: path,
    run: async (probe) => {
      // Only what never ends may be given little time: a slow machine needs it for the others.
      const timeoutMs = path === 'never-ends.py' ? 2_000 : 60_000;
      return judge(await probe.run(['python3', path], { timeoutMs }), path);
    },
  }));
  const words = said(verdicts);
  assert.match(
    words['floods.py'] ?? '',
    /^floods\.py writes megabytes of output\. \d+ bytes and more of output\.$/,
  );
  delete words['floods.py'];
  assert.deepEqual(words, {
    'never-ends.py': 'never-ends.py does not end. It did not end in time and was stopped.',
    'writes-outside.py':
      'writes-outside.py writes outside of the work. it left ../left.txt, ../../mine.txt',
    'nan.py': 'nan.py prints no JSON. NaN, which JSON does not have',
    'crashes.py': 'crashes.py ends with exit code 7. It ended with exit code 7.',
    'fine.py': 'pass',
  });
});

test('in one interpreter it is the same: each run is told for itself, and the others are run again without it', async () => {
  const paths = Object.keys(PROGRAMS);
  const look = {
    run: async (probe: Parameters<Check['run']>[0]) => {
      const cases = paths.map((path) => ({ argv: [path] as const }));
      return runPythonBatch(probe, cases, { timeoutMs: 5_000 });
    },
  };
  const verdicts = await verdictsOf((path) => ({
    id: path,
    run: async (probe) => {
      const run = (await probe.shared(look))[paths.indexOf(path)];
      return run ? judge(run, path) : assert.fail(`${path} was not run`);
    },
  }));
  const words = said(verdicts);
  assert.match(words['floods.py'] ?? '', /^floods\.py writes megabytes of output\./);
  assert.match(words['never-ends.py'] ?? '', /^never-ends\.py does not end\./);
  assert.match(words['writes-outside.py'] ?? '', /it left \.\.\/\.\.\/mine\.txt, \.\.\/left\.txt$/);
  assert.match(words['nan.py'] ?? '', /NaN, which JSON does not have$/);
  assert.match(words['crashes.py'] ?? '', /^crashes\.py ends with exit code 7\./);
  assert.equal(words['fine.py'], 'pass');
});
