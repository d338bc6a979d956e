import { ManifestPart, type Manifest } from '#formats';
import { cannotTell, doesNotHold, holds, type Check } from '#grading';
import { pauseSeconds, RELEASE_POLICY } from '#rollout';
import { LESSON, releaseFiles } from './release-files.ts';

interface Breach {
  readonly line: number;
  readonly found: string;
  readonly rule: string;
}

/** A weight of the steps, and how long it is in force; `undefined` seconds wait for a person. */
interface Stage {
  readonly part: ManifestPart;
  readonly weight: number;
  seconds: number;
  paused: boolean;
}

/** Every number of the release policy, on the steps as they would be taken. */
export const stepsFollowThePolicy: Check = {
  id: 'steps-follow-the-policy',
  async run(probe) {
    const { manifests } = await probe.shared(releaseFiles);
    const rollout = manifests.find(({ kind }) => kind === 'Rollout');
    if (!rollout) return cannotTell('There is no Rollout in deploy/.');
    const breaches = breachesOf(rollout);
    const [first] = breaches;
    if (!first) return holds;
    return doesNotHold({
      summary:
        breaches.length === 1
          ? 'The steps break a rule of the release policy.'
          : `The steps break ${breaches.length} rules of the release policy.`,
      ran: `the steps of ${rollout.file}`,
      cameBack: breaches.map(({ line, found }) => `line ${line}: ${found}`).join('; '),
      expected: [...new Set(breaches.map(({ rule }) => rule))].join('; '),
      lookAt: { path: rollout.file, line: first.line, lesson: LESSON },
    });
  },
};

function breachesOf(rollout: Manifest): readonly Breach[] {
  const steps = ManifestPart.of(rollout).at('spec', 'strategy', 'canary', 'steps');
  const breaches: Breach[] = [];
  const say = (part: ManifestPart, found: string, rule: string) =>
    breaches.push({ line: rollout.lineOf(part.path), found, rule });
  const stages = stagesOf(steps, say);
  if (stages.length === 0) {
    say(steps, 'no weights', 'steps with weights and pauses');
    return breaches;
  }
  const policy = RELEASE_POLICY;
  let before: Stage | undefined;
  let seconds = 0;
  for (const stage of stages) {
    const { part, weight } = stage;
    if (!before && weight > policy.firstWeight) {
      say(part, `a first weight of ${weight}`, `the first weight is at most ${policy.firstWeight}`);
    }
    if (before && weight <= before.weight) {
      say(part, `${weight} after ${before.weight}`, 'weights rise strictly');
    }
    if (before && weight > policy.growth * before.weight + 1e-9) {
      say(
        part,
        `${weight} after ${before.weight}`,
        `a weight is at most ${policy.growth} times the one before`,
      );
    }
    if (seconds < policy.earlyMinutes * 60 && weight > policy.earlyWeight) {
      say(
        part,
        `${weight} from minute ${seconds / 60} on`,
        `at most ${policy.earlyWeight} in the first ${policy.earlyMinutes} minutes`,
      );
    }
    if (!stage.paused) say(part, `no pause after ${weight}`, 'a timed pause after every weight');
    seconds += stage.seconds;
    before = stage;
  }
  const minutes = seconds / 60;
  if (minutes < policy.leastMinutes || minutes > policy.mostMinutes) {
    say(
      steps,
      `${minutes} minutes of pauses`,
      `${policy.leastMinutes} to ${policy.mostMinutes} minutes of pauses in all`,
    );
  }
  if (before && before.weight > policy.lastWeight) {
    say(
      before.part,
      `a last weight of ${before.weight}`,
      `the last weight is at most ${policy.lastWeight}; full traffic follows by itself`,
    );
  }
  return breaches;
}

function stagesOf(
  steps: ManifestPart,
  say: (part: ManifestPart, found: string, rule: string) => unknown,
): readonly Stage[] {
  const stages: Stage[] = [];
  for (const step of steps.items) {
    const weight = step.at('setWeight').value;
    if (typeof weight === 'number') {
      stages.push({ part: step, weight, seconds: 0, paused: false });
    } else if (step.at('pause').value !== undefined) {
      const seconds = pauseSeconds(step.at('pause', 'duration').value);
      if (seconds === undefined || seconds === 0) {
        say(step, 'a pause without a duration', 'no pause waits for a person: each has a duration');
      }
      const last = stages.at(-1);
      if (!last) continue;
      last.seconds += seconds ?? 0;
      last.paused = true;
    }
  }
  return stages;
}
