import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { labIds } from '#authoring';
import { machinePrograms } from '#webcontainer-bridge';
import { proofReport, type LabProof } from '../../src/cli/proof-report.ts';
import { isOfferedOn, PROVING_ENGINES, proveLabs } from '../../src/cli/prove-labs.ts';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

/** The whole matrix takes too long for every run: each commit proves another sixth, `npm run prove` all of it. */
const PARTS = 6;

function partOfThisRun(): { index: number; of: number } {
  const head = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  // A folder without Git (an unpacked archive) takes turns by the day.
  const turn =
    head.status === 0 ? parseInt(head.stdout.slice(0, 8), 16) : Math.floor(Date.now() / 86_400_000);
  return { index: turn % PARTS, of: PARTS };
}

/** Behind the real client of WebContainers stands this machine's python3: without one, the other engines are proved. */
const ENGINES = PROVING_ENGINES.filter(
  (engine) => engine !== 'webcontainer' || machinePrograms() !== undefined,
);

describe(
  'every lab is proved on every engine that offers what it needs',
  { concurrency: false },
  () => {
    const part = partOfThisRun();
    const reports = new Map<string, { proof: LabProof; text: string }>();

    before(async () => {
      await proveLabs(labIds(), {
        engines: ENGINES,
        seeds: 5,
        part,
        onLab(lab, proof) {
          reports.set(lab.id, { proof, text: proofReport(lab, proof) });
        },
      });
    });

    test('there is a lab', (context) => {
      assert.ok(labIds().length > 0);
      if (!ENGINES.includes('webcontainer')) {
        context.diagnostic('NOT proved with the client of WebContainers: there is no python3 here');
      }
    });

    for (const id of labIds()) {
      test(id, async (context) => {
        const report = reports.get(id);
        assert.ok(report, `${id} was looked at`);
        context.diagnostic(`part ${part.index + 1} of ${part.of}\n${report.text}`);
        assert.deepEqual(report.proof.faults, []);
        const { lab } = await readProvableLab(id);
        assert.deepEqual(
          report.proof.proofs.map(({ engine }) => engine),
          ENGINES.filter((engine) => isOfferedOn(engine, lab)),
        );
      });
    }
  },
);
