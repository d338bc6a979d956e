import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Engine } from '#container';
import type { LabManifest } from '#curriculum';
import { createIsolatedEngine } from '#isolated-engine';
import { verdictReport } from '../../src/cli/verdict-report.ts';
import { attempt, ATTACKS } from './attempt.ts';
import { GRADED_ATTACKS, gradeAttack, HOSTILE_LAB } from './graded-attacks.ts';
import { startOutside, type Outside } from './outside.ts';

describe('hostile programs on the command line', () => {
  let outside: Outside;
  let engine: Engine;

  before(async () => {
    process.env['PLUMBLINE_SECRET'] = 'a secret';
    outside = await startOutside();
    engine = createIsolatedEngine();
  });
  after(() => {
    engine.dispose();
    outside.close();
    delete process.env['PLUMBLINE_SECRET'];
  });

  for (const attack of ATTACKS) {
    test(attack.tries, { timeout: 240_000 }, async () => {
      assert.equal(await attempt(engine, attack, outside.url), undefined);
      assert.deepEqual(outside.seen, []);
    });
  }

  for (const { tries } of GRADED_ATTACKS) {
    test(`work that is graded ${tries}`, { timeout: 240_000 }, async () => {
      const { verdicts, wrong } = await gradeAttack(engine, tries);
      assert.deepEqual(wrong, [], JSON.stringify(verdicts));
      assert.deepEqual(outside.seen, []);
      const report = verdictReport(MANIFEST, HOSTILE_LAB, verdicts);
      assert.doesNotMatch(
        report,
        /[^\P{C}\n]/u,
        'the report moves a cursor or turns its text around',
      );
      assert.match(report, /^ {2}does not hold {2}The answer is right\.$/m);
      assert.doesNotMatch(report, /^ {2}holds {10}The answer is right\.$/m);
    });
  }
});

const MANIFEST: LabManifest = {
  title: 'Hostile',
  version: '1.0.0',
  minutes: 5,
  skills: ['VER'],
  needs: [...HOSTILE_LAB.needs],
  course: 'none',
  lessons: [],
  pass: 100,
  open: [],
  tasks: [
    {
      id: 'all',
      title: 'All',
      summary: 'All of it.',
      points: 100,
      hints: ['one', 'two', 'three', 'four'],
      checks: [
        { id: 'answer-is-right', claim: 'The answer is right.' },
        { id: 'the-rest-is-kept', claim: 'The rest is kept.' },
      ],
    },
  ],
};
