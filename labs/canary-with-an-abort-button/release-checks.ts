import { faultSentence } from '#formats';
import { cannotTell, doesNotHold, holds, type Check, type Finding } from '#grading';
import {
  endsAsWanted,
  RELEASE_POLICY,
  simulateRelease,
  type Release,
  type ReleaseRun,
  type Scenario,
  type Tick,
} from '#rollout';
import { hiddenDays, type HiddenDay } from './hidden-days.ts';
import { LESSON, releaseFiles } from './release-files.ts';

const TEMPLATE = 'deploy/analysis.yaml';

/** A check of hidden days on which the release must end as the policy wants. */
function dayCheck(id: string): Check {
  return {
    id,
    async run(probe) {
      const { release } = await probe.shared(releaseFiles);
      if ('faults' in release) {
        const [fault] = release.faults;
        return cannotTell(`The release cannot be played. ${fault ? faultSentence(fault) : ''}`);
      }
      for (const k of [1, 2]) {
        for (const day of hiddenDays(probe.hiddenSeed(k), release.value)[id] ?? []) {
          const finding = endOf(day, release.value);
          if (finding.status !== 'pass') return finding;
        }
      }
      return holds;
    },
  };
}

/** How a release ends on a hidden day, as a verdict. */
export function endOf({ scenario, wanted }: HiddenDay, release: Release): Finding {
  const run = simulateRelease(release, scenario);
  if (endsAsWanted(run, wanted)) return holds;
  // Who is stricter than a limit that was truly passed, if only for a minute, keeps to the policy too.
  if (wanted.outcome === 'promoted' && run.outcome === 'aborted' && breached(run.ticks))
    return holds;
  const because = run.ending ? `, because ${run.ending.metric}: ${run.ending.message}` : '';
  const waits = run.outcome === 'paused' && !run.ending ? ', where it waits for a person' : '';
  return doesNotHold({
    summary:
      wanted.outcome === 'promoted'
        ? `The release does not go out on a day on which it should (${scenario.name}).`
        : `The release is not aborted in time (${scenario.name}).`,
    ran: `the release in deploy/, on a day with ${scenario.says}`,
    cameBack: `${run.outcome} at minute ${round(run.minute)}, at ${run.weight}%${because}${waits}`,
    expected:
      wanted.outcome === 'promoted'
        ? 'It is promoted after its steps.'
        : `It is aborted between minute ${wanted.from} and ${wanted.by}.`,
    lookAt: { path: TEMPLATE, lesson: LESSON },
  });
}

const round = (minute: number) => Number(minute.toFixed(2));

/** Whether a limit of the policy was passed by the counts themselves: over 5 minutes, decisions over 15. */
function breached(ticks: readonly Tick[]): boolean {
  return ticks.some((_, end) => {
    const over = (minutes: number) => ticks.slice(Math.max(0, end + 1 - minutes), end + 1);
    const share = (
      part: readonly Tick[],
      side: 'canary' | 'stable',
      hits: 'serverErrors' | 'slow' | 'approved',
      of: 'requests' | 'decided',
    ) => sum(part, (tick) => tick[side][hits]) / sum(part, (tick) => tick[side][of]);
    const five = over(5);
    const fifteen = over(15);
    const shift =
      share(fifteen, 'canary', 'approved', 'decided') -
      share(fifteen, 'stable', 'approved', 'decided');
    return (
      share(five, 'canary', 'serverErrors', 'requests') > RELEASE_POLICY.serverErrors ||
      share(five, 'canary', 'slow', 'requests') > RELEASE_POLICY.slow ||
      Math.abs(shift) > RELEASE_POLICY.approvalShift
    );
  });
}

function sum(ticks: readonly Tick[], of: (tick: Tick) => number): number {
  return ticks.reduce((total, tick) => total + of(tick), 0);
}

const SIGNALS: readonly { readonly day: string; readonly words: string }[] = [
  { day: 'error-spike-is-aborted', words: 'errors' },
  { day: 'slow-answers-are-aborted', words: 'slow answers' },
  { day: 'silent-shift-is-aborted', words: 'decisions that shift' },
];

/** With each fault alone, some measurement that counts has failed: whatever the query looks like. */
const threeSignals: Check = {
  id: 'three-signals-are-measured',
  async run(probe) {
    const { release } = await probe.shared(releaseFiles);
    if ('faults' in release) {
      const [fault] = release.faults;
      return cannotTell(`The release cannot be played. ${fault ? faultSentence(fault) : ''}`);
    }
    for (const { day, words } of SIGNALS) {
      const [known] = hiddenDays(probe.hiddenSeed(1), release.value)[day] ?? [];
      if (!known) continue;
      const run = simulateRelease(release.value, known.scenario);
      if (failsAfter(run, known.scenario)) continue;
      const metrics = [...new Set(run.measurements.map(({ metric }) => metric))].join(', ');
      const last = run.measurements.at(-1);
      return doesNotHold({
        summary: `No metric sees ${words}.`,
        ran: `the release in deploy/, on a day with ${known.scenario.says}`,
        cameBack: last
          ? `${metrics}: no measurement failed; ${last.metric} was ${last.value || (last.message ?? 'nothing')} at minute ${round(last.minute)}`
          : 'nothing was measured',
        expected: 'A measurement that fails while the fault lasts.',
        lookAt: { path: TEMPLATE, lesson: LESSON },
      });
    }
    return holds;
  },
};

function failsAfter({ measurements }: ReleaseRun, { faults: [fault] }: Scenario): boolean {
  const from = fault?.from ?? 0;
  return measurements.some(
    ({ phase, minute, dryRun }) => phase === 'Failed' && minute >= from && !dryRun,
  );
}

export const signalChecks: readonly Check[] = [threeSignals];

export const dayChecks: readonly Check[] = [
  dayCheck('healthy-is-promoted'),
  dayCheck('tolerable-is-promoted'),
  dayCheck('error-spike-is-aborted'),
  dayCheck('late-errors-are-aborted'),
  dayCheck('slow-answers-are-aborted'),
  dayCheck('silent-shift-is-aborted'),
  dayCheck('blip-is-promoted'),
  dayCheck('bad-stable-is-promoted'),
  dayCheck('quiet-night-is-promoted'),
];
