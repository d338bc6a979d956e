import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { labIds } from '#authoring';
import { proofReport, type LabProof } from '../../src/cli/proof-report.ts';
import { proveLabs } from '../../src/cli/prove-labs.ts';

/** The whole matrix takes too long for every run: each commit proves another sixth, `npm run prove` all of it. */
const PARTS = 6;

function partOfThisRun(): { index: number; of: number } {
  const head = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  // A folder without Git (an unpacked archive) takes turns by the day.
  const turn =
    head.status === 0 ? parseInt(head.stdout.slice(0, 8), 16) : Math.floor(Date.now() / 86_400_000);
  return { index: turn % PARTS, of: PARTS };
}

describe('every lab is proved in Node and in Chromium', { concurrency: false }, () => {
  const part = partOfThisRun();
  const reports = new Map<string, { proof: LabProof; text: string }>();

  before(async () => {
    await proveLabs(labIds(), {
      engines: ['node', 'chromium'],
      seeds: 5,
      part,
      onLab(lab, proof) {
        reports.set(lab.id, { proof, text: proofReport(lab, proof) });
      },
    });
  });

  test('there is a lab', () => {
    assert.ok(labIds().length > 0);
  });

  for (const id of labIds()) {
    test(id, (context) => {
      const report = reports.get(id);
      assert.ok(report, `${id} was looked at`);
      context.diagnostic(`part ${part.index + 1} of ${part.of}\n${report.text}`);
      assert.deepEqual(report.proof.faults, []);
      assert.deepEqual(
        report.proof.proofs.map(({ engine }) => engine),
        ['node', 'chromium'],
      );
    });
  }
});
