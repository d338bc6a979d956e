import { cannotTell, holds, type Check } from '#grading';
import { lockTellsTheTruth } from '../pin-the-data/pipeline-checks.ts';
import { modelFollowsFromTheData } from '../pin-the-data/model-check.ts';
import { pinnedTable, type PinnedTable } from '../pin-the-data/pinned-table.ts';
import { pointerNamesTheBytes } from '../pin-the-data/pointer-checks.ts';
import { remoteHoldsEveryVersion } from '../pin-the-data/store-checks.ts';
import { dropIsAppended, firstIsRestorable } from '../pin-the-data/version-checks.ts';
import { enforcedFiles, enforces, judge } from '../sign-the-contract/enforced-files.ts';
import { drawModels } from '../speak-the-protocol/generate.ts';
import { protocolChecks } from '../speak-the-protocol/protocol-checks.ts';
import {
  aliasIs,
  registryKeepsToTheFileStore,
  statusFollowsThePolicy,
  versionsTellTheirRun,
} from '../two-aliases-one-rollback/registry-checks.ts';
import { contractChecks } from './contract-checks.ts';
import { asApplication, DATA, dayOf } from './day.ts';
import { drawnDefects, hiddenFiles } from './hidden-files.ts';
import { ofTheDay } from './registry.ts';
import { championIsServed } from './served-check.ts';

const cases = pinnedTable({
  data: DATA,
  given(seed) {
    const { first, soundDrop } = dayOf(seed);
    return { first, drop: soundDrop };
  },
  reads: {},
});

const files = enforcedFiles((probe) => {
  const all = hiddenFiles(probe.hiddenSeed(1), dayOf(probe.seed));
  const wanted = ['clean', 'leak', ...drawnDefects(probe.hiddenSeed(2))];
  return Object.fromEntries(Object.entries(all).filter(([key]) => wanted.includes(key)));
});

const defectsAreStopped: Check = {
  id: 'defects-are-stopped',
  async run(probe) {
    const seen = await probe.shared(files);
    for (const key of drawnDefects(probe.hiddenSeed(2))) {
      const one = seen[key];
      if (!one) return cannotTell('The enforcer was not run on every file.');
      const finding = judge(one);
      if (finding.status !== 'pass') return finding;
    }
    return holds;
  },
};

/** A check of the table by the name that it has here, and without another one that it needs elsewhere. */
function ofCases(check: (pinned: PinnedTable) => Check, id?: string): Check {
  const made = check(cases);
  return { id: id ?? made.id, run: (probe) => made.run(probe) };
}

const service = protocolChecks(
  (probe) => ({
    model: dayOf(probe.seed).story.model,
    probability: 'p',
    draw: drawModels,
  }),
  [
    'predictions-agree',
    'bad-input-is-refused',
    'batches-keep-their-shape',
    'each-version-has-its-threshold',
    'reload-is-explicit',
  ],
);

export const checks: readonly Check[] = [
  ...contractChecks,
  enforces(files, 'unknown-column-fails', 'leak'),
  enforces(files, 'clean-file-passes', 'clean'),
  defectsAreStopped,
  ofCases(firstIsRestorable, 'first-version-is-restorable'),
  ofCases(pointerNamesTheBytes),
  ofCases(remoteHoldsEveryVersion),
  ofCases(dropIsAppended, 'sound-drop-is-appended'),
  ofCases(lockTellsTheTruth),
  ofCases(modelFollowsFromTheData((row, seed) => asApplication(row, dayOf(seed)))),
  ofTheDay(aliasIs('champion-is-the-best-eligible', 'champion', 0)),
  ofTheDay(registryKeepsToTheFileStore),
  ofTheDay(versionsTellTheirRun),
  ofTheDay(statusFollowsThePolicy),
  championIsServed,
  ...service,
];
