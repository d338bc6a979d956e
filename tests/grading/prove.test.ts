import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import {
  doesNotHold,
  engineFaults,
  holds,
  prove,
  type Check,
  type Mutant,
  type Proof,
  type ProofRun,
  type ProvableLab,
} from '#grading';
import { fakeEngine } from './fake-engine.ts';

/** Holds when the file has this text. */
function fileSays(id: string, path: string, expected: string): Check {
  return {
    id,
    async run(probe) {
      const text = (await probe.readText(path)) ?? 'nothing';
      if (text === expected) return holds;
      return doesNotHold({ summary: 'Other.', ran: `cat ${path}`, cameBack: text, expected });
    },
  };
}

const files = (texts: Record<string, string>): FileTree =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, textFile(text)]));

const mutant = (check: string, mistake: string, texts: Record<string, string>): Mutant => ({
  check,
  mistake,
  tree: files(texts),
  alsoFails: [],
});

/** A lab of two files that must say "A" and "B". */
const LAB: ProvableLab = {
  lab: {
    id: 'tiny',
    version: '1.0.0',
    needs: ['shell'],
    passPoints: 70,
    tasks: [
      { id: 'one', points: 50, checks: ['a-says-a'] },
      { id: 'two', points: 50, checks: ['b-says-b'] },
    ],
    checks: [fileSays('a-says-a', 'a', 'A'), fileSays('b-says-b', 'b', 'B')],
  },
  starter: files({ a: '' }),
  setup: 'set up',
  generate: (seed) => files({ seed }),
  solution: { tree: files({ a: 'A' }), script: 'write b' },
  mutants: [mutant('a-says-a', 'lower-case', { a: 'a' }), mutant('b-says-b', 'empty', { b: '' })],
  accepted: [{ difference: 'one-more-file', tree: files({ c: 'C' }) }],
};

const engine = () =>
  fakeEngine({
    'set up': ({ read, write }) => {
      write('made-for', read('seed') ?? '');
      return {};
    },
    'write b': ({ write }) => {
      write('b', 'B');
      return {};
    },
    'go wrong': () => ({ exitCode: 4, stderr: 'no such branch' }),
  });

async function faultsOf(lab: Partial<ProvableLab>): Promise<string[]> {
  const proof = await prove({ ...LAB, ...lab }, engine(), { seeds: 2 });
  return proof.faults.map(({ name, message, hint }) => `${name}: ${message} ${hint}`);
}

test('a sound lab is proved, and every grading is listed', async () => {
  const proof = await prove(LAB, engine(), { seeds: 2 });
  assert.deepEqual(proof.faults, []);
  assert.deepEqual(
    proof.runs.map(({ id, seed, points }) => [id, seed, points]),
    [
      ['accepted one-more-file', 'tiny-proof-1', 100],
      ['mutant a-says-a/lower-case', 'tiny-proof-1', 50],
      ['mutant b-says-b/empty', 'tiny-proof-2', 50],
      ['solution tiny-proof-1 first', 'tiny-proof-1', 100],
      ['solution tiny-proof-1 second', 'tiny-proof-1', 100],
      ['solution tiny-proof-2 first', 'tiny-proof-2', 100],
      ['solution tiny-proof-2 second', 'tiny-proof-2', 100],
      ['starter', 'tiny-proof-1', 0],
    ],
  );
});

test('the parts of a proof together are the whole, and each has the starter and a solution', async () => {
  const idsOf = async (part?: { index: number; of: number }) =>
    (await prove(LAB, engine(), { seeds: 2, ...(part ? { part } : {}) })).runs.map(({ id }) => id);
  assert.deepEqual(await idsOf({ index: 1, of: 3 }), [
    'mutant b-says-b/empty',
    'solution tiny-proof-2 first',
    'solution tiny-proof-2 second',
    'starter',
  ]);
  assert.deepEqual(await idsOf({ index: 2, of: 3 }), [
    'solution tiny-proof-1 first',
    'solution tiny-proof-1 second',
    'starter',
  ]);
  const parts = await Promise.all([0, 1, 2].map((index) => idsOf({ index, of: 3 })));
  assert.deepEqual([...new Set(parts.flat())].sort(), await idsOf());
});

test('a mutant that no check catches survives', async () => {
  const survivor = mutant('a-says-a', 'harmless', { d: 'D' });
  assert.deepEqual(await faultsOf({ mutants: [...LAB.mutants, survivor] }), [
    'LabMutantSurvived: no check caught labs/tiny/mutants/a-says-a/harmless (seed "tiny-proof-1"). ' +
      '"a-says-a" holds on it. Make the check see the mistake, or delete the mutant.',
  ]);
});

test('a mutant may fail nothing but what it is filed under or declares', async () => {
  const broad = mutant('a-says-a', 'both', { a: '', b: '' });
  const [fault = '', ...more] = await faultsOf({ mutants: [...LAB.mutants, broad] });
  assert.match(fault, /^LabMutantFailsMore: labs\/tiny\/mutants\/a-says-a\/both fails more/);
  assert.deepEqual(more, []);
  const declared = { ...broad, alsoFails: ['b-says-b'] };
  assert.deepEqual(await faultsOf({ mutants: [...LAB.mutants, declared] }), []);
});

test('a declared failure that does not come is a fault too', async () => {
  const [first, second] = LAB.mutants;
  assert.ok(first && second);
  assert.deepEqual(await faultsOf({ mutants: [{ ...first, alsoFails: ['b-says-b'] }, second] }), [
    'LabMutantFailsLess: expect.yaml of labs/tiny/mutants/a-says-a/lower-case declares b-says-b, and that holds. ' +
      'Take it out of "alsoFails".',
  ]);
});

test('a check without a mutant, and a mutant without a check, are told', async () => {
  const [first] = LAB.mutants;
  assert.ok(first);
  const stray = { ...mutant('c-says-c', 'lost', { a: '' }), alsoFails: ['a-says-a'] };
  const faults = await faultsOf({ mutants: [first, stray] });
  assert.deepEqual(
    faults.map((fault) => fault.slice(0, fault.indexOf(':'))),
    ['LabCheckWithoutMutant', 'LabMutantNamesNoCheck', 'LabMutantSurvived'],
  );
});

test('a starter that earns a quarter of the points is refused', async () => {
  const [fault] = await faultsOf({ starter: files({ a: 'A' }) });
  assert.equal(
    fault,
    'LabStarterEarnsPoints: labs/tiny/starter earns 50 points before the learner did anything; less than 25 is the rule. ' +
      'These checks hold on it: a-says-a.',
  );
});

test('a solution and an accepted answer that do not pass are told with the verdict', async () => {
  const faults = await faultsOf({
    accepted: [{ difference: 'other-b', tree: files({ b: 'b' }) }],
  });
  assert.deepEqual(faults, [
    'LabAnswerRefused: labs/tiny/accepted/other-b does not pass (seed "tiny-proof-1"): ' +
      '"b-says-b" does not hold: Other. [ran: cat b · came back: b · expected: B] ' +
      'A right answer is refused: make the check look at meaning, not at form.',
  ]);
});

test('a script that fails is told once, however many answers stand on it', async () => {
  assert.deepEqual(await faultsOf({ setup: 'go wrong' }).then((faults) => faults.length), 2);
  const [fault = ''] = await faultsOf({ setup: 'go wrong' });
  assert.match(
    fault,
    /^LabScriptFailed: .*setup\.sh ended with exit code 4\. It printed:\nno such branch/,
  );
});

test('the scripts of a lab commit at one moment, so that ids are the same in every proof', async () => {
  const moments = new Set<string | undefined>();
  const watched = fakeEngine({
    'set up': ({ env, write }) => {
      moments.add(env['GIT_AUTHOR_DATE']).add(env['GIT_COMMITTER_DATE']);
      write('a', '');
      return {};
    },
    'write b': ({ env, write }) => {
      moments.add(env['GIT_AUTHOR_DATE']).add(env['GIT_COMMITTER_DATE']);
      write('b', 'B');
      return {};
    },
  });
  assert.deepEqual((await prove(LAB, watched, { seeds: 2 })).faults, []);
  assert.deepEqual([...moments], ['2026-02-03T09:00:00Z']);
});

test('verdicts that change from one grading to the next are a fault', async () => {
  let times = 0;
  const clock: Check = {
    id: 'a-says-a',
    run: () => {
      times++;
      const cameBack = String(times);
      return Promise.resolve(doesNotHold({ summary: '', ran: 'date', cameBack, expected: '' }));
    },
  };
  const checks = [clock, fileSays('b-says-b', 'b', 'B')];
  const faults = await faultsOf({ lab: { ...LAB.lab, checks } });
  assert.ok(faults.some((fault) => fault.startsWith('LabVerdictsChange: labs/tiny/solution')));
});

test('a check that throws is the grader’s fault, on whatever answer', async () => {
  const broken: Check = { id: 'b-says-b', run: () => Promise.reject(new Error('typo')) };
  const checks = [fileSays('a-says-a', 'a', 'A'), broken];
  const faults = await faultsOf({ lab: { ...LAB.lab, checks } });
  assert.ok(
    faults.some((fault) =>
      fault.startsWith(
        'LabGraderBroke: "b-says-b" broke on labs/tiny/starter (seed "tiny-proof-1"): Error: typo',
      ),
    ),
  );
});

test('two engines that do not say the same are told apart', async () => {
  const node = { ...(await prove(LAB, engine(), { seeds: 1 })), engine: 'node' };
  assert.deepEqual(engineFaults(node, { ...node, engine: 'chromium' }), []);
  const other: Proof = {
    ...node,
    engine: 'chromium',
    runs: node.runs.map((run) =>
      run.kind === 'starter'
        ? { ...run, verdicts: [{ check: 'a-says-a', durationMs: 0, status: 'pass' }] }
        : run,
    ),
  };
  assert.deepEqual(
    engineFaults(node, other).map(({ name }) => name),
    ['LabVerdictsDiffer', 'LabVerdictsDiffer'],
  );
});

test('what the programs of a mutant printed may differ from engine to engine, what is found may not', async () => {
  const node = { ...(await prove(LAB, engine(), { seeds: 1 })), engine: 'node' };
  const otherwise = (
    kind: ProofRun['kind'],
    change: { cameBack: string } | { summary: string },
  ) => ({
    ...node,
    engine: 'chromium',
    runs: node.runs.map((run) => ({
      ...run,
      verdicts: run.verdicts.map((verdict) =>
        run.kind === kind && verdict.status === 'fail' ? { ...verdict, ...change } : verdict,
      ),
    })),
  });
  assert.deepEqual(engineFaults(node, otherwise('mutant', { cameBack: 'a random number' })), []);
  assert.equal(engineFaults(node, otherwise('mutant', { summary: 'Another.' })).length, 2);
  assert.equal(engineFaults(node, otherwise('starter', { cameBack: 'a random number' })).length, 2);
});
