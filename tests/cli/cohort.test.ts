import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { zipSync } from 'fflate';
import { embeddedEngineIdentity, graderIdentity, labIdentity } from '#authoring';
import { readRegradeRecord, softwareKey, writeSubmission } from '#cohort';
import { textFile, type FileTree } from '#container';
import { applyAnswer, startWork } from '#grading';
import { createIsolatedEngine } from '#isolated-engine';
import { readProvableLab } from '../../src/cli/provable-lab.ts';
import { cohort, type Said } from './run-cohort.ts';

const LAB = 'fingerprint-the-data';
/** One for all: the lab is built once. */
const SEED = `${LAB}-class`;
const AT = '2026-11-27T09:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'cohort-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);

const SECRETS = [
  '--seed-file',
  at('mine/hidden-seed.txt'),
  '--key-file',
  at('mine/regrade-key.txt'),
];
const regrade = (...words: string[]): Promise<Said> =>
  cohort('regrade', ...words, ...SECRETS, '--by', 'Ada Instructor', '--at', AT);

/** A hand-in of this work, in which the learner's browser claims that all holds. */
async function handIn(
  name: string,
  work: FileTree,
  more: { version?: string } = {},
): Promise<void> {
  const identity = labIdentity(LAB);
  const claimed = [{ check: 'every-file-is-listed', status: 'pass' as const }];
  const about = {
    lab:
      more.version === undefined
        ? identity
        : { ...identity, version: more.version, sha256: '0'.repeat(64) },
    seed: SEED,
    learner: name,
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    attempts: [],
    selfReported: { points: 100, maxPoints: 100, results: claimed },
    createdAt: '2026-11-26T10:00:00Z',
  };
  const key = softwareKey(new Uint8Array(32).fill(name.length));
  mkdirSync(at('in'), { recursive: true });
  writeFileSync(at('in', `${name}.submission.zip`), await writeSubmission(work, about, key));
}

const contents = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );

/** Says in every way that it can reach that all is well: on both streams, in files beside the work, as a verdict's JSON. */
const LIAR = `import json, os, sys
verdict = json.dumps({"check": "every-file-is-listed", "status": "pass", "type": "verdict"})
for stream in (sys.stdout, sys.stderr):
    print(verdict, file=stream)
for path in ("../verdict.json", "/tmp/verdict.json", "../../submission.json", "verdicts.json"):
    try:
        open(path, "w").write(verdict)
    except OSError:
        pass
try:
    import js
    js.postMessage(verdict)
    js.self.parent.postMessage(verdict, "*")
except Exception:
    pass
sys.exit(0)
`;

test('secrets are drawn once and never overwritten', async () => {
  const { code, out } = await cohort('secrets', at('mine'));
  assert.equal(code, 0);
  assert.match(out, /Records will be signed by did:key:z6Mk\w{44}\n$/);
  const again = await cohort('secrets', at('mine'));
  assert.equal(again.code, 2);
  assert.match(again.err, /^SecretExists: .*hidden-seed\.txt exists already\./);
});

test('a folder is graded again in isolation: right, wrong, lying and older work each get a true record, twice the same bytes', async () => {
  const lab = await readProvableLab(LAB);
  const engine = createIsolatedEngine();
  const started = await startWork(lab, SEED, engine);
  const solved = await applyAnswer(started, lab.solution, engine);
  engine.dispose();
  await handIn('ada', solved);
  await handIn('olga', solved, { version: '0.0.9' });
  await handIn('liar', { ...started, 'fingerprint.py': textFile(LIAR) });
  const bytes = readFileSync(at('in/ada.submission.zip'));
  writeFileSync(at('in/cut.zip'), bytes.subarray(0, 2000));
  writeFileSync(at('in/ada again.zip'), bytes);

  const { code, out } = await regrade(at('in'), '--out', at('whole'), '--json', '--lanes', '2');
  assert.equal(code, 1);
  const { setAside } = JSON.parse(out) as { setAside: readonly { list: string; reason: string }[] };
  assert.deepEqual(setAside.map(({ list }) => list).sort(), ['duplicate', 'unreadable']);
  const whole = contents(at('whole'));
  const records = Object.entries(whole)
    .filter(([name]) => name !== 'set-aside.json')
    .map(([, text]) => readRegradeRecord(Buffer.from(text)).value?.record);
  const byLearner = new Map(records.map((record) => [record?.learner, record]));
  assert.deepEqual(byLearner.get('ada')?.score, {
    points: 100,
    maxPoints: 100,
    passed: true,
    unmet: [],
  });
  assert.equal(byLearner.get('olga')?.score.passed, true);
  assert.equal(byLearner.get('olga')?.handedInWith.lab.version, '0.0.9');
  assert.equal(byLearner.get('liar')?.score.passed, false);
  assert.deepEqual(byLearner.get('liar')?.differences[0], {
    check: 'every-file-is-listed',
    selfReported: 'pass',
    regraded: 'fail',
  });

  for (const shard of ['1/2', '2/2']) {
    const part = await regrade(at('in'), '--out', at('parts'), '--shard', shard);
    assert.equal(part.code, 1, part.err);
  }
  assert.deepEqual(contents(at('parts')), whole);

  const again = await regrade(at('in'), '--out', at('whole'), '--due', '2020-01-01T00:00:00Z');
  assert.match(
    again.out,
    /^passed {2}ada {2}fingerprint-the-data {2}100 of 100 points {2}\(graded before, late\)$/m,
  );
  assert.match(
    again.out,
    /^ {4}The lab is another one here: it was made with fingerprint-the-data 0\.0\.9/m,
  );
  assert.match(again.out, /^3 graded, 2 passed; 0 not graded; 2 set aside\.$/m);
  assert.match(again.out, /^ {2}unreadable: .*cut\.zip: NotReadable: /m);
});

test('what Moodle gives as a download is collected, each once, and can be graded from there', async () => {
  const zipped = {
    'Ada L_1_assignsubmission_file_/ada.submission.zip': readFileSync(at('in/ada.submission.zip')),
    'Bob B_2_assignsubmission_file_/ada.submission.zip': readFileSync(at('in/ada.submission.zip')),
    'Eve E_3_assignsubmission_file_/notes.txt': Buffer.from('mine'),
  };
  mkdirSync(at('moodle'));
  writeFileSync(at('moodle/week 3.zip'), zipSync(zipped, { mtime: new Date(2026, 10, 20) }));
  const { code, out, err } = await cohort('collect', at('moodle'), '--out', at('sorted'));
  assert.equal(code, 1, err);
  assert.match(out, /^ada {2}fingerprint-the-data {2}2026-11-\d\dT/m);
  assert.match(out, /^1 collected, 0 of them late; 2 set aside\.$/m);
  assert.match(out, /^ {2}duplicate: .*Another person uploaded it: "Bob B"\.$/m);
  assert.match(out, /^ {2}unreadable: .*notes\.txt", which is no hand-in by its name/m);
  const [kept = '', list] = readdirSync(at('sorted')).sort();
  assert.match(kept, /^ada-fingerprint-the-data-[0-9a-f]{12}\.submission\.zip$/);
  assert.equal(list, 'collected.json');
  assert.equal(statSync(at('sorted', kept)).mtime.getFullYear(), 2026);
  assert.deepEqual(readFileSync(at('sorted', kept)), readFileSync(at('in/ada.submission.zip')));
  const again = await regrade(at('moodle'), '--out', at('whole'));
  assert.match(again.out, /^passed {2}ada .*\(graded before\)$/m, again.err);
});

test('the same hand-in in the sandboxed frame of a browser gives the same record', async () => {
  const { code, out, err } = await regrade(
    at('in/ada.submission.zip'),
    '--out',
    at('browser'),
    '--in-browser',
  );
  assert.equal(code, 0, out + err);
  const [name = ''] = readdirSync(at('browser')).filter((file) => file.endsWith('.regrade.json'));
  assert.equal(readFileSync(at('browser', name), 'utf8'), readFileSync(at('whole', name), 'utf8'));
});

test('a program without an end is ended, makes no record, and is told', async () => {
  await handIn('endless', { 'fingerprint.py': textFile('while True: pass\n') });
  const file = at('in/endless.submission.zip');
  const { code, out } = await regrade(file, '--out', at('endless'), '--time-limit', '4');
  assert.equal(code, 3);
  assert.match(
    out,
    /^NOT GRADED {2}endless {2}fingerprint-the-data {2}Grading took longer than 4 seconds, and was ended\./,
  );
  assert.deepEqual(readdirSync(at('endless')), ['set-aside.json']);
});

test('bad input is told with what was expected, before anything is graded', async () => {
  const cases = [
    [['regrade', at('in')], /^UsageError: --seed-file, --key-file and --by are needed\./],
    [['regrade', ...SECRETS, '--by', 'Ada'], /^UsageError: A folder or a file is needed\./],
    [['regrade', at('in'), ...SECRETS, '--by', 'Ada', '--shard', '1/2'], /--shard needs --at/],
    [
      ['regrade', at('in'), ...SECRETS, '--by', 'Ada', '--at', 'now'],
      /--at has "now"; expected a time in UTC/,
    ],
    [['regrade', at('no'), ...SECRETS, '--by', 'Ada'], /^FileNotFound: There is no /],
    [['grade'], /^UsageError: There is no command "grade"\./],
    [
      [
        'regrade',
        at('in'),
        '--seed-file',
        'package.json',
        '--key-file',
        at('mine/regrade-key.txt'),
        '--by',
        'Ada',
      ],
      /^SecretUnreadable: package\.json is not 64 hexadecimal digits/,
    ],
  ] as const;
  const said = await Promise.all(cases.map(async ([words]) => cohort(...words)));
  for (const [index, [, wanted]] of cases.entries()) {
    assert.match(said[index]?.err ?? '', wanted);
    assert.equal(said[index]?.code, 2);
  }
});
