import { binaryFile } from '#container';
import {
  cannotTell,
  holds,
  isMapping,
  programFault,
  printedJson,
  runDoesNotHold,
  runPythonBatch,
  shownJson,
  type Check,
  type Finding,
} from '#grading';
import { contractChecks } from './contract-checks.ts';
import { enforcedFiles, enforces, judge, LESSON, type EnforcedFile } from './enforced-files.ts';
import { hiddenBatches } from './hidden-batches.ts';
import { contractPairs, hiddenContract, paymentsTable } from './hidden-contracts.ts';

const DIFF = 'tools/contract_diff.py';

const files = enforcedFiles((probe) => {
  const all: Record<string, EnforcedFile> = {};
  const contract = hiddenContract();
  for (const [name, batch] of Object.entries(hiddenBatches(probe.hiddenSeed(1)))) {
    all[name] = { ...batch, contract };
  }
  const payments = paymentsTable(probe.hiddenSeed(2));
  for (const [i, batch] of payments.batches.entries()) {
    all[`payments-${i + 1}`] = { ...batch, contract: payments.contract };
  }
  return all;
});

const contractIsRead: Check = {
  id: 'contract-is-read',
  async run(probe) {
    const seen = Object.entries(await probe.shared(files));
    for (const [name, one] of seen) {
      if (!name.startsWith('payments-')) continue;
      const finding = judge(one);
      if (finding.status !== 'pass') return finding;
    }
    return holds;
  },
};

const changesAreClassified: Check = {
  id: 'changes-are-classified',
  async run(probe) {
    const pairs = contractPairs(probe.hiddenSeed(3));
    await probe.mount(
      'hidden',
      Object.fromEntries(
        pairs.flatMap((pair, i) => [
          [`${i + 1}-old.yaml`, binaryFile(pair.old)],
          [`${i + 1}-new.yaml`, binaryFile(pair.new)],
        ]),
      ),
    );
    const runs = await runPythonBatch(
      probe,
      pairs.map((_, i) => ({
        argv: [DIFF, `hidden/${i + 1}-old.yaml`, `hidden/${i + 1}-new.yaml`],
      })),
    );
    let missedMinor: Finding | undefined;
    for (const [i, pair] of pairs.entries()) {
      const run = runs[i];
      if (!run) return cannotTell('contract_diff.py was not run.');
      const about = {
        path: DIFF,
        given: `a hidden pair in which ${pair.change}`,
        lesson: LESSON,
      };
      const ended = programFault(run, [0, 1], about);
      if (ended) return ended;
      const read = printedJson(run.stdoutText);
      const bump = 'value' in read && isMapping(read.value) ? read.value['bump'] : undefined;
      if (bump === pair.bump && run.exitCode === pair.exitCode) continue;
      const finding = runDoesNotHold(run, about, {
        summary:
          bump === pair.bump
            ? `The exit code does not say whether the version was raised enough: ${pair.change}.`
            : `It is not seen that ${pair.change} is ${pair.bump === 'none' ? 'no change' : `a ${pair.bump} change`}.`,
        cameBack: `bump ${'fault' in read ? read.fault : shownJson(bump)}, exit code ${run.exitCode}`,
        expected: `bump "${pair.bump}", exit code ${pair.exitCode}`,
      });
      // One that is not major may be missed: the line between minor and patch is a matter of the house.
      if (pair.bump === 'major' || missedMinor) return finding;
      missedMinor = finding;
    }
    return holds;
  },
};

export const checks: readonly Check[] = [
  ...contractChecks,
  enforces(files, 'clean-file-passes', 'clean'),
  enforces(files, 'duplicates-fail', 'duplicates'),
  enforces(files, 'patterns-match-in-full', 'pattern'),
  enforces(files, 'ranges-are-checked', 'range'),
  enforces(files, 'valid-values-are-exact', 'values'),
  enforces(files, 'renamed-column-fails', 'renamed'),
  enforces(files, 'unknown-column-fails', 'leak'),
  enforces(files, 'sql-rules-are-evaluated', 'debts'),
  enforces(files, 'many-nulls-warn', 'nulls'),
  enforces(files, 'stale-file-fails', 'stale'),
  enforces(files, 'empty-file-fails', 'empty'),
  enforces(files, 'unreadable-file-exits-2', 'unreadable'),
  contractIsRead,
  changesAreClassified,
];
