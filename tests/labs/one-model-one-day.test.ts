import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenRules as brokenRulesOf, readContract, readCsv } from '#formats';
import { featureVector, namedCells } from '#harborlight';
import { agreedContract } from '../../labs/one-model-one-day/agreement.ts';
import { asApplication, dayOf } from '../../labs/one-model-one-day/day.ts';
import { drawnDefects, hiddenFiles } from '../../labs/one-model-one-day/hidden-files.ts';
import { BASE_COLUMNS, STORIES } from '../../labs/one-model-one-day/stories.ts';
import { brokenRules, ranking } from '../../labs/two-aliases-one-rollback/policy.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => `one-model-one-day-learner-${i}`);
const DAYS = SEEDS.map(dayOf);

test('four stories, each other columns, and both versions that may be at fault are drawn', () => {
  assert.deepEqual(
    [...new Set(DAYS.map(({ story }) => story.id))].sort(),
    STORIES.map(({ id }) => id).sort(),
  );
  for (const { story, columns } of DAYS) {
    const renamed = BASE_COLUMNS.filter((base) => columns[base] !== story.columns[base]);
    assert.equal(renamed.length, 2);
    assert.equal(new Set(Object.values(columns)).size, BASE_COLUMNS.length);
  }
  const champions = DAYS.map(({ lab }) => ranking(lab));
  assert.deepEqual([...new Set(champions.map(String))].sort(), ['full', 'regularised']);
});

test('each candidate but the champion breaks one rule of the policy', () => {
  for (const { lab } of DAYS) {
    const faults = Object.values(lab.runs).map((run) => brokenRules(run, lab).length);
    assert.deepEqual(faults.sort(), [0, 1, 1, 1, 1]);
  }
});

test('the first version and the first drop keep to the contract, and the second drop has a column too many', () => {
  for (const day of DAYS) {
    const contract = readContract(
      new TextDecoder().decode(agreedContract(day)),
      'cases.odcs.yaml',
    ).value;
    assert.ok(contract);
    const broken = (text: string, asOf: string) =>
      brokenRulesOf(contract, readCsv(text), { asOf, sql: () => 0 }).map(
        ({ kind, column }) => `${kind} ${column ?? '*'}`,
      );
    assert.deepEqual(broken(day.first, '2026-04-01T00:00:00Z'), []);
    assert.deepEqual(broken(day.soundDrop, '2026-04-07T00:00:00Z'), []);
    assert.deepEqual(broken(day.brokenDrop, '2026-04-07T00:00:00Z'), [
      'unexpected_column collections_flag',
    ]);
  }
});

test('hidden files are in the words of the story, with eight defects of which three are taken', () => {
  for (const [i, day] of DAYS.slice(0, 8).entries()) {
    const files = hiddenFiles(`hidden-${i}`, day);
    assert.equal(Object.keys(files).length, 11);
    const [header = ''] = String(files['clean']?.csv).split('\n');
    assert.deepEqual(header.split(','), Object.values(day.columns));
    assert.deepEqual(files['renamed']?.failing, [
      `missing_column ${day.columns.income_month_eur}`,
      'unexpected_column income',
    ]);
    const drawn = drawnDefects(`hidden-${i}`);
    assert.equal(new Set(drawn).size, 3);
    for (const key of drawn) assert.ok(files[key], key);
  }
});

test('a case read back by the model’s own names gives its features in every story', () => {
  for (const day of DAYS.slice(0, 8)) {
    const { columns, rows } = readCsv(day.first);
    assert.equal(rows.length, 900);
    for (const row of rows.slice(0, 50)) {
      const features = featureVector(asApplication(namedCells(columns, row), day));
      assert.equal(features.length, 13);
      assert.ok(features.slice(7, 12).reduce((sum, one) => sum + one, 0) <= 1);
    }
    const partners = rows.filter(
      (row) => asApplication(namedCells(columns, row), day)['channel'] === 'partner',
    );
    assert.ok(partners.length > 90, `${day.story.id}: ${partners.length} of 900 by partners`);
  }
});
