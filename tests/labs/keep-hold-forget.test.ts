import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  csvRecords,
  downstreamDatasets,
  readCsv,
  readRunEvents,
  readYamlDocument,
  runFaults,
} from '#formats';
import { FIRST_KEY, generate, leakedKey } from '../../labs/keep-hold-forget/generate.ts';
import {
  EVENTS,
  heldLake,
  longLake,
  wideLake,
  type HiddenLake,
} from '../../labs/keep-hold-forget/hidden-lakes.ts';
import { periodCases } from '../../labs/keep-hold-forget/hidden-periods.ts';
import {
  classSizes,
  hiddenPseudonyms,
  hiddenSilver,
} from '../../labs/keep-hold-forget/hidden-tables.ts';
import { lakeRows, mustStay } from '../../labs/keep-hold-forget/lake-changes.ts';

const LAB = 'labs/keep-hold-forget';
const SEEDS = Array.from({ length: 6 }, (_, i) => `keep-hold-forget-learner-${i}`);
const hidden = (k: number) => SEEDS.map((seed) => `${seed}/hidden/${k}`);
const BRONZE = { namespace: 'lake', name: 'bronze/applications' };

function textOf(seed: string, path: string): string {
  const entry = generate(seed)[path];
  assert.equal(entry?.kind, 'file', path);
  return new TextDecoder().decode(entry.bytes);
}

test('of the two customers who write, the first has nothing on hold and the second has', () => {
  for (const seed of SEEDS.slice(0, 3)) {
    const rows = csvRecords(readCsv(textOf(seed, 'lake/bronze/applications.csv')));
    const { requests } = JSON.parse(textOf(seed, 'governance/requests.json')) as {
      requests: { customer_id: string }[];
    };
    const { holds } = JSON.parse(textOf(seed, 'governance/holds.json')) as {
      holds: { application_id: string }[];
    };
    assert.equal(rows.length, 3000);
    const held = requests.map(({ customer_id }) => {
      const hers = rows.filter((row) => row['customer_id'] === customer_id);
      assert.ok(hers.length >= 3);
      return hers.some((row) =>
        holds.some(({ application_id }) => application_id === row['application_id']),
      );
    });
    assert.deepEqual(held, [false, true]);
  }
});

test('every learner has a key of their own, other than the one that setup.sh commits first', () => {
  assert.equal(new Set(SEEDS.map(leakedKey)).size, SEEDS.length);
  assert.ok(
    readFileSync(`${LAB}/starter/setup.sh`, 'utf8').includes(`HL_PSEUDO_KEY=${FIRST_KEY}\\n`),
  );
});

test('the lineage that a learner finds is OpenLineage, and reaches every file of the lake and the log', () => {
  const read = readRunEvents(readFileSync(`${LAB}/starter/${EVENTS}`, 'utf8'), EVENTS);
  assert.deepEqual(read.faults, undefined);
  assert.deepEqual(runFaults(read.value, EVENTS), []);
  assert.equal(new Set(read.value.map(({ event }) => event.job.name)).size, 6);
  const reached = downstreamDatasets(
    read.value.map(({ event }) => event),
    BRONZE,
  ).map(({ namespace, name }) => `${namespace}/${name}`);
  const files = Object.keys(generate(SEEDS[0] ?? '')).filter((path) =>
    /^(?:lake|logs)\/.*\./.test(path),
  );
  for (const file of files) assert.ok(reached.includes(file.replace(/\.\w+$/, '')), file);
});

test('the first table that a pseudonymiser is tried on has both sides of every border of the age bands', () => {
  for (const seed of hidden(1)) {
    const { first, second, key, otherKey } = hiddenPseudonyms(seed);
    const bands = first.silver.slice(0, 12).map((row) => row['age_band']);
    assert.deepEqual(bands, [
      '18-24',
      '18-24',
      '25-34',
      '25-34',
      '35-44',
      '35-44',
      '45-54',
      '45-54',
      '55-64',
      '55-64',
      '65+',
      '65+',
    ]);
    const tokens = new Set(first.silver.map((row) => row['subject_token']));
    assert.ok(second.silver.filter((row) => tokens.has(row['subject_token'])).length >= 20);
    assert.notEqual(key.key, otherKey.key);
  }
});

test('of a table to release, rows in classes below five are 1 to 4.5 of a hundred', () => {
  for (const seed of [...hidden(2).slice(0, 3), ...hidden(3).slice(0, 3)]) {
    const { rows } = hiddenSilver(seed);
    const small = [...classSizes(rows).values()].filter((size) => size < 5);
    const share = small.reduce((a, b) => a + b, 0) / rows.length;
    assert.ok(share >= 0.01 && share <= 0.045, `${seed}: ${share}`);
    assert.ok(small.includes(4), `${seed} has a class of four`);
  }
});

test('each folder with periods has rows that go and rows that stay, one of them on the last second', () => {
  for (const seed of hidden(5)) {
    const cases = periodCases(seed);
    assert.deepEqual(
      Object.keys(cases).sort(),
      ['due-1', 'due-2', 'due-3', 'due-4', 'dry', 'holds', 'logs'].sort(),
    );
    for (const [name, { files, left, governed, dryRun }] of Object.entries(cases)) {
      assert.ok(governed.length >= 1);
      assert.ok(
        readYamlDocument(files['governance/retention.yaml'] ?? '', 'r.yaml', 'pyyaml').value,
      );
      for (const path of governed)
        assert.equal(left[path] === files[path], dryRun, `${name} ${path}`);
    }
    // At noon the row of that very second stays; a day later it is due.
    const rowsLeft = (name: string) =>
      (cases[name]?.left['lake/bronze/applications.csv'] ?? '').split('\n').length;
    assert.ok(rowsLeft('due-1') - rowsLeft('due-4') >= 2);
  }
});

const lakes = (k: number, make: (seed: string) => HiddenLake) => hidden(k).map(make);

test('a hidden lake has three applications of the one who asks, in every file that lineage reaches but one', () => {
  for (const lake of [...lakes(6, wideLake), ...lakes(7, longLake), ...lakes(8, heldLake)]) {
    assert.equal(lake.subject.applications.length, 3);
    const read = readRunEvents(lake.files[EVENTS] ?? '', EVENTS);
    assert.ok(read.value);
    assert.deepEqual(runFaults(read.value, EVENTS), []);
    const names = downstreamDatasets(
      read.value.map(({ event }) => event),
      BRONZE,
    ).map(({ namespace, name }) => `${namespace}/${name}`);
    for (const [path, { namespace, name }] of Object.entries(lake.reached)) {
      assert.ok(names.includes(`${namespace}/${name}`), path);
      const rows = lakeRows(path, lake.files[path] ?? '', lake.subject)?.rows ?? [];
      const isSpared = lake.given.includes('second') && path.endsWith('leads.csv');
      assert.equal(rows.filter(({ isHers }) => isHers).length, isSpared ? 0 : 3, path);
      assert.ok(rows.length >= 40, path);
    }
    const tables = Object.keys(lake.files).filter((path) => /^(?:lake|logs)\//.test(path));
    assert.deepEqual(Object.keys(lake.reached).sort(), tables.sort());
  }
});

test('of her three decisions two are young enough to stay, one of them to the second', () => {
  for (const lake of lakes(6, wideLake)) {
    const path = 'logs/decisions.jsonl';
    const hers = lakeRows(path, lake.files[path] ?? '', lake.subject)?.rows.filter(
      ({ isHers }) => isHers,
    );
    const ages = (hers ?? [])
      .map(({ values }) => (Date.parse(lake.asOf) - Date.parse(String(values['ts']))) / 1000)
      .sort((a, b) => a - b);
    assert.deepEqual(ages, [40 * 86_400, 184 * 86_400, 184 * 86_400 + 1]);
    assert.equal(hers?.filter((row) => mustStay(row, lake)).length, 2);
  }
});

test('people whose ids begin alike are in the lake with her', () => {
  const [lake] = lakes(6, wideLake);
  const rows = csvRecords(readCsv(lake?.files['lake/bronze/applications.csv'] ?? ''));
  const ids = rows.map((row) => row['customer_id'] ?? '').filter((id) => id.startsWith('C-0102'));
  assert.deepEqual([...new Set(ids)].sort(), ['C-0102', 'C-01020', 'C-01028']);
  assert.equal(ids.length, 9);
});
