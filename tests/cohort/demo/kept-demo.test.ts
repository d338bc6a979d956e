import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_LABS, readDemoAnswers } from '#authoring';
import { assignmentSha256, makeDemo, openCohortStore, readSubmission, sortedFiles } from '#cohort';
import { textFile } from '#container';
import { labFileOf, openedLab } from '../../../src/components/teach/demo/demo-file.ts';

const ANSWERS = DEMO_LABS.map((id) => readDemoAnswers(id));

test('a lab of the demo comes to the page as it stands in its folder', () => {
  for (const answers of ANSWERS) {
    const file = JSON.parse(JSON.stringify(labFileOf(answers))) as ReturnType<typeof labFileOf>;
    assert.deepEqual(openedLab(file), answers);
  }
});

test('the store takes a demo cohort as if its files had been collected: whose, of which attempt, late or not, and why not', async () => {
  const demo = await makeDemo({
    seed: 'plumbline',
    learners: 40,
    labs: ANSWERS,
    grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
    engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
    now: new Date('2026-11-26T12:00:00Z'),
    makeWorks: (lab, asked) =>
      Promise.resolve(
        asked.map(({ layers, seed }) => ({
          'tool.py': textFile(`# ${lab} ${layers.length} ${seed}\n`),
        })),
      ),
  });
  const sorted = await sortedFiles(demo);
  const store = await openCohortStore('kept-demo');
  await store.add(sorted.cohort);
  const kept = await store.collect(sorted.handIns, sorted.setAside);
  assert.equal(kept, sorted.handIns.length);
  assert.equal(kept + sorted.setAside.length, demo.files.length, 'every file is in one of the two');

  const handIns = await store.handIns(demo.cohort.id);
  for (const handIn of handIns) {
    const { manifest } = readSubmission(await store.bundle(handIn)).value ?? assert.fail('unread');
    const terms = demo.cohort.assignments.find(
      ({ terms }) => terms.id === handIn.assignment,
    )?.terms;
    assert.ok(terms);
    assert.equal(manifest.assignmentSha256, assignmentSha256(terms));
    assert.deepEqual([handIn.learner, handIn.item.id], [manifest.learner, manifest.lab.id]);
    assert.equal(handIn.isLate, handIn.receivedAt > (terms.dueAt ?? ''));
    assert.equal(handIn.grading.status, 'waiting');
  }
  assert.equal(handIns.filter(({ isLate }) => isLate).length, 3);
  assert.ok(handIns.some(({ attempt }) => attempt === 2));
  assert.deepEqual([...new Set(handIns.map(({ attempt }) => attempt))].sort(), [1, 2]);
  const lists = (await store.setAside(demo.cohort.id)).map(({ list }) => list).sort();
  assert.deepEqual(lists, [
    'duplicate',
    'duplicate',
    'tampered',
    'tampered',
    'unknown',
    'unreadable',
    'wrong-seed',
  ]);
  store.close();
});
