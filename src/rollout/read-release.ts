import { ManifestPart, type FormatFault, type Manifest, type Reading } from '#formats';
import { pauseSeconds } from './go-duration.ts';
import { readAnalysis } from './read-analysis.ts';
import type { Release, ReleaseStep } from './release.ts';

/** Steps that change neither the share of traffic nor what is measured. */
const WITHOUT_EFFECT = ['setCanaryScale', 'replicaProgressThreshold'];

/**
 * The release that a Rollout and its AnalysisTemplates describe, ready to be played. The objects should fit their schemas
 * (`manifestFaults`); what is missing, contradicts itself or is not played is told with its place.
 *
 * @param manifests the objects of all files; exactly one of them is a Rollout
 */
export function readRelease(manifests: readonly Manifest[], where = 'the files'): Reading<Release> {
  const faults: FormatFault[] = [];
  const rollouts = manifests.filter(({ kind }) => kind === 'Rollout');
  const [rollout, second] = rollouts;
  if (!rollout) {
    return {
      faults: [
        {
          file: where,
          line: 1,
          path: '',
          found: 'no Rollout',
          wanted: 'one object of the kind Rollout',
        },
      ],
    };
  }
  if (second) {
    return {
      faults: [ManifestPart.of(second).at('kind').fault('one Rollout, not several')],
    };
  }
  const canary = ManifestPart.of(rollout).at('spec', 'strategy', 'canary');
  if (!canary.isThere) {
    return { faults: [canary.fault('a canary: the lab edition plays no other strategy')] };
  }
  const [stable, service] = (['stableService', 'canaryService'] as const).map((key) => {
    const name = canary.at(key).text;
    if (name === undefined) faults.push(canary.at(key).fault('the name of a service'));
    return name ?? '';
  });
  if (stable !== '' && stable === service) {
    faults.push(canary.at('canaryService').fault('another service than the stable one'));
  }
  routingFaults(canary, faults);
  const steps = canary.at('steps').items.flatMap((part) => readStep(part, manifests, faults));
  if (canary.at('steps').items.length === 0)
    faults.push(canary.at('steps').fault('a list of steps'));
  const analysis = canary.at('analysis');
  const startingStep = analysis.at('startingStep').value ?? 0;
  const background = analysis.isThere
    ? { startingStep: Number(startingStep), metrics: readAnalysis(analysis, manifests, faults) }
    : undefined;
  const [first, ...others] = faults;
  if (first) return { faults: [first, ...others] };
  return {
    value: { services: { stable: stable ?? '', canary: service ?? '' }, steps, background },
  };
}

function routingFaults(canary: ManifestPart, faults: FormatFault[]): void {
  const routing = canary.at('trafficRouting');
  const routers = Object.keys(routing.value ?? {}).filter(
    (key) => !['managedRoutes', 'maxTrafficWeight'].includes(key),
  );
  if (routers.length === 0) {
    faults.push(
      routing.fault(
        'a router that splits the traffic: without one the shares are those of the pods, and 5% of 4 pods is 1 of 4',
      ),
    );
  }
  if (routing.at('maxTrafficWeight').isThere && routing.at('maxTrafficWeight').value !== 100) {
    faults.push(
      routing.at('maxTrafficWeight').fault('weights of a hundred: the lab edition plays no other'),
    );
  }
}

function readStep(
  part: ManifestPart,
  manifests: readonly Manifest[],
  faults: FormatFault[],
): readonly ReleaseStep[] {
  const weight = part.at('setWeight');
  if (weight.isThere) {
    const percent = weight.value;
    if (typeof percent !== 'number' || percent < 0 || percent > 100) {
      faults.push(weight.fault('a weight from 0 to 100'));
      return [];
    }
    return [{ kind: 'weight', percent }];
  }
  if (part.at('pause').value !== undefined) {
    const duration = part.at('pause', 'duration');
    const seconds = duration.isThere ? pauseSeconds(duration.value) : undefined;
    if (duration.isThere && seconds === undefined) {
      faults.push(duration.fault('seconds, or a duration in s, m and h such as 15m'));
    }
    return [{ kind: 'pause', seconds }];
  }
  if (part.at('analysis').isThere) {
    const metrics = readAnalysis(part.at('analysis'), manifests, faults);
    const endless = metrics.find(
      ({ count, interval }) => count === undefined && interval !== undefined,
    );
    if (endless) {
      faults.push(
        part
          .at('analysis')
          .fault(
            `a count for "${endless.name}": a step must end`,
            `the metric "${endless.name}" without a count`,
          ),
      );
    }
    return [{ kind: 'analysis', metrics }];
  }
  const [does = 'nothing'] = Object.keys(part.value ?? {});
  if (!WITHOUT_EFFECT.includes(does)) {
    faults.push(
      part.fault(
        'setWeight, pause or analysis: the lab edition plays no other step',
        `a step that does ${does}`,
      ),
    );
  }
  return [];
}
