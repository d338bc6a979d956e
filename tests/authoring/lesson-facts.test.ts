import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { applicationsCsv, table } from '#harborlight';
import { directoryObject } from '../../src/components/lesson/hash-playground/directory-digest.ts';
import {
  bytesOf,
  cachePath,
  digitsKept,
  md5Of,
} from '../../src/components/lesson/hash-playground/file-bytes.ts';
import {
  FILES,
  INGREDIENTS,
  JANUARY,
  type Ingredient,
} from '../../src/components/lesson/toggle-demo/ingredients.ts';
import {
  decisionsThatDiffer,
  trainingRun,
} from '../../src/components/lesson/toggle-demo/training-run.ts';

/** Every figure that the lessons of the first module state is computed here again from the seeded data. */

const LESSONS = 'content/courses/versioning-and-reproducibility/lessons';
const fiveThings = readFileSync(`${LESSONS}/the-five-things-that-make-a-model.mdx`, 'utf8');
const addressing = readFileSync(`${LESSONS}/content-addressing.mdx`, 'utf8');
const fiveDiagram = readFileSync('src/components/lesson/FiveThings.astro', 'utf8');
const pathDiagram = readFileSync('src/components/lesson/DigestToPath.astro', 'utf8');

const january = trainingRun(JANUARY);
const withToday = (ingredient: Ingredient) => trainingRun({ ...JANUARY, [ingredient]: 'today' });
const digest = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));

const january3000 = table('train', 'harborlight-1', {
  rows: 3000,
  first: 1,
  startDay: 0,
  spanDays: 84,
});
const april250 = table('april', 'harborlight-1', {
  rows: 250,
  first: 4001,
  startDay: 84,
  spanDays: 7,
});
const januaryCsv = applicationsCsv(january3000);
const todayCsv = applicationsCsv([...january3000, ...april250]);

function states(lesson: string, ...pieces: readonly string[]): void {
  for (const piece of pieces) assert.ok(lesson.includes(piece), `the text does not say: ${piece}`);
}

test('the record of the January run states its digests', () => {
  const { inputs, modelDigest, auc } = january;
  states(
    fiveThings,
    `model: { model.json: ${modelDigest}, auc: ${auc.toFixed(4)} }`,
    `code: { ${FILES.code.path}: ${inputs.code} }`,
    `data: { data/applications.csv: ${inputs.data}, bytes: ${januaryCsv.length} }`,
    `parameters: { ${FILES.parameters.path}: ${inputs.parameters} }`,
    `environment: { ${FILES.environment.path}: ${inputs.environment} }`,
    `randomness: { ${FILES.randomness.path}: ${inputs.randomness} }`,
  );
});

test('the table of effects states what each change does', () => {
  const rows = INGREDIENTS.map((ingredient) => {
    const run = withToday(ingredient);
    const decisions = decisionsThatDiffer(january, run);
    return `| ${ingredient} | \`${run.modelDigest.slice(0, 8)}\` | ${run.auc.toFixed(4)} | ${decisions} |`;
  });
  const nothing = `| nothing | \`${january.modelDigest.slice(0, 8)}\` | ${january.auc.toFixed(4)} | 0 |`;
  states(fiveThings, [nothing, ...rows].join('\n'));
});

test('the table of effects is what the story and its questions rest on', () => {
  const data = withToday('data');
  assert.equal(decisionsThatDiffer(january, data), 3);
  states(
    fiveThings,
    `\`${january.modelDigest.slice(0, 8)}…\` | \`${data.modelDigest.slice(0, 8)}…\``,
    `${january.auc.toFixed(4)} | ${data.auc.toFixed(4)} |`,
    `The AUC is ${data.auc.toFixed(4)}, not ${january.auc.toFixed(4)}.`,
    `${todayCsv.length.toLocaleString('en')} bytes long now, and its md5 begins \`${digest(todayCsv).slice(0, 8)}\``,
  );
  const moved = (ingredient: Ingredient): number =>
    Math.abs(withToday(ingredient).auc - january.auc);
  assert.ok(moved('code') < 0.0002);
  assert.ok(moved('data') > 3 * moved('code'));
  assert.equal((data.auc - january.auc).toFixed(4), '0.0006');
});

test('four of the seven numbers differ when the environment does', () => {
  const numbers = (model: string): readonly number[] => {
    const { intercept, coef } = JSON.parse(model) as { intercept: number; coef: number[] };
    return [intercept, ...coef];
  };
  const before = numbers(january.model);
  const after = numbers(withToday('environment').model);
  assert.equal(before.length, 7);
  assert.equal(before.filter((number, i) => number !== after[i]).length, 4);
  for (const [i, number] of before.entries()) {
    assert.ok(Math.abs(number - (after[i] ?? 0)) < 1e-14, 'only last digits differ');
  }
});

test('code is six lines, and the run trains on about 2,400 rows of 3,000', () => {
  assert.equal(FILES.code.january.trim().split('\n').length, 6);
  assert.equal(january3000.length, 3000);
  states(
    fiveThings,
    'six lines',
    'about 2,400 of the January rows',
    '3,000 applications',
    'appended 250 rows',
  );
  assert.equal(Math.round(january.trainedOn / 100), 24);
});

test('the diagrams show the digests of the run', () => {
  for (const ingredient of INGREDIENTS) {
    states(fiveDiagram, `digest: '${january.inputs[ingredient].slice(0, 8)}'`);
  }
  states(fiveDiagram, `${january.modelDigest.slice(0, 8)}…`);
  const name = digest(januaryCsv);
  states(
    pathDiagram,
    `<tspan class="d-acct">${name.slice(0, 2)}</tspan>${name.slice(2)}`,
    `/${name.slice(2, 11)}…${name.slice(-5)}`,
    `${januaryCsv.length.toLocaleString('en')} bytes`,
    `size: ${januaryCsv.length}`,
  );
});

test('the two small files have the digests that the lesson prints', () => {
  const one = md5Of(bytesOf('a,b\n1,2\n', 'LF'));
  const other = md5Of(bytesOf('a,b\n1,3\n', 'LF'));
  states(addressing, `${one}  a,b⏎1,2⏎\n${other}  a,b⏎1,3⏎`);
  assert.equal(32 - digitsKept(one, other), 29);
  states(addressing, '29 of the 32 digits');
});

test('converted line ends give the sizes and names that the lesson states', () => {
  const converted = bytesOf('a,b\n1,2\n', 'CRLF');
  assert.equal(bytesOf('a,b\n1,2\n', 'LF').length, 8);
  assert.equal(converted.length, 10);
  const windows = bytesOf(januaryCsv, 'CRLF');
  assert.equal(windows.length - januaryCsv.length, 3001);
  states(
    addressing,
    `named \`${md5Of(converted).slice(0, 8)}…\``,
    'The January table has 3,001 lines.',
    `${windows.length.toLocaleString('en')} bytes, 3,001 more`,
  );
});

test('the pointer names the January table, and the path in the question is where its model would lie', () => {
  states(
    addressing,
    `- md5: ${digest(januaryCsv)}\n  size: ${januaryCsv.length}\n  hash: md5\n  path: applications.csv`,
    `The md5 of \`model.json\` is \`${january.modelDigest}\``,
    `\`${cachePath(january.modelDigest)}\``,
  );
});

test('the folder has the list and the name that the lesson prints', () => {
  const folder = directoryObject([
    { relpath: 'train.csv', md5: md5Of(bytesOf('a,b\n1,2\n', 'LF')) },
    { relpath: 'holdout.csv', md5: md5Of(bytesOf('a,b\n3,4\n', 'LF')) },
  ]);
  assert.equal(folder.name, 'ef23c32f645d7c44a982ba988bf3f443.dir');
  states(addressing, `<Listing name="${folder.name}"`, folder.json);
});

test('the chance of an accident among a million files is about 1.5 in 10²⁷', () => {
  const pairs = (1e6 * (1e6 - 1)) / 2;
  assert.equal((pairs / 2 ** 128).toExponential(1), '1.5e-27');
  states(addressing, 'about 1.5 in 10²⁷', '2¹²⁸');
});
