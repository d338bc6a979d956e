import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { labIds } from '#authoring';
import { proofReport, type LabProof } from '../../src/cli/proof-report.ts';
import { proveLabs } from '../../src/cli/prove-labs.ts';

describe('every lab is proved in Node and in Chromium', { concurrency: false }, () => {
  const reports = new Map<string, { proof: LabProof; text: string }>();

  before(async () => {
    await proveLabs(labIds(), {
      engines: ['node', 'chromium'],
      seeds: 5,
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
      context.diagnostic(report.text);
      assert.deepEqual(report.proof.faults, []);
      assert.deepEqual(
        report.proof.proofs.map(({ engine }) => engine),
        ['node', 'chromium'],
      );
    });
  }
});
