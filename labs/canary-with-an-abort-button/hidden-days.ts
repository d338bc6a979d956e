import { Random } from '#harborlight';
import {
  REFERENCE_CANARY,
  scenarioNamed,
  wantedEnd,
  type Fault,
  type Release,
  type Scenario,
  type WantedEnd,
} from '#rollout';

/** A day on which the release is tried, and how it must end there. */
export interface HiddenDay {
  readonly scenario: Scenario;
  readonly wanted: WantedEnd;
}

const TRAFFIC = { perMinute: 200 };
const whole = (share: number) => `${Math.round(share * 1000) / 10}%`;

/**
 * The days of each check: the known one, and two more whose beginning is up to six minutes off and whose size is 0.9 to 1.3
 * times as much, drawn from the seed.
 */
export function hiddenDays(
  seed: string,
  release: Release,
): Readonly<Record<string, readonly HiddenDay[]>> {
  const random = new Random(`${seed}/days`);
  const onset = (from: number) => Math.max(0, from - 6 + random.below(13));
  const size = (share: number, most = 1.3) =>
    Math.round(share * (900 + random.below(Math.round((most - 0.9) * 1000) + 1))) / 1000;
  const day = (
    name: string,
    says: string,
    faults: readonly Fault[],
    traffic: Scenario['traffic'] = TRAFFIC,
  ): HiddenDay => {
    const scenario = { name, says, traffic, faults };
    return { scenario, wanted: wantedEnd(scenario) };
  };
  const known = (name: string): HiddenDay => {
    const scenario = scenarioNamed(name);
    return { scenario, wanted: wantedEnd(scenario) };
  };
  const twice = (make: () => HiddenDay) => [make(), make()];
  const canary = (signal: Fault['signal'], value: number, from: number, until?: number): Fault => ({
    side: 'canary',
    signal,
    value,
    from,
    ...(until === undefined ? {} : { until }),
  });
  const end = stepsMinutes(release);
  return {
    'healthy-is-promoted': [
      known('healthy'),
      day('busy', 'three times the traffic for ten minutes', [], {
        perMinute: 200,
        shape: 'burst',
      }),
      day('morning', 'traffic that grows over two hours', [], { perMinute: 240, shape: 'day' }),
    ],
    'tolerable-is-promoted': twice(() => {
      const [errors, slow, approval] = [
        size(0.015, 1.1),
        size(0.037, 1.1),
        0.745 + random.below(20) / 1000,
      ];
      return day(
        'tolerable',
        `${whole(errors)} errors, ${whole(slow)} slow answers, ${whole(approval)} approvals from the start: within the policy`,
        [
          canary('serverErrors', errors, 0),
          canary('slow', slow, 0),
          canary('approval', approval, 0),
        ],
      );
    }),
    'error-spike-is-aborted': [
      known('spike'),
      ...twice(() => {
        const [value, from] = [size(0.08), onset(20)];
        return day('spike', `${whole(value)} errors of the canary from minute ${from}`, [
          canary('serverErrors', value, from),
        ]);
      }),
    ],
    'late-errors-are-aborted': twice(() => {
      const [value, from] = [size(0.06), Math.max(1, end - 20 - random.below(6))];
      return day('late', `${whole(value)} errors of the canary from minute ${from}, near the end`, [
        canary('serverErrors', value, from),
      ]);
    }),
    'slow-answers-are-aborted': [
      known('slow'),
      ...twice(() => {
        const [value, from] = [size(0.2), onset(35)];
        return day('slow', `${whole(value)} slow answers of the canary from minute ${from}`, [
          canary('slow', value, from),
        ]);
      }),
    ],
    'silent-shift-is-aborted': [
      known('silent'),
      ...twice(() => {
        const [shift, from] = [size(0.16), random.below(7)];
        return day('silent', `approvals fall to ${whole(0.78 - shift)} from minute ${from}`, [
          canary('approval', 0.78 - shift, from),
        ]);
      }),
      day('silent', 'approvals rise to 92% from the start', [canary('approval', 0.92, 0)]),
    ],
    'blip-is-promoted': [
      known('blip'),
      ...twice(() => {
        const from = onset(30);
        return day('blip', `4% errors of the canary in minute ${from} alone`, [
          canary('serverErrors', 0.04, from, from + 1),
        ]);
      }),
    ],
    'bad-stable-is-promoted': [
      known('stable-bad'),
      ...twice(() => {
        const [value, from] = [size(0.06), onset(10)];
        return day(
          'stable-bad',
          `${whole(value)} errors of the stable version from minute ${from}`,
          [{ ...canary('serverErrors', value, from), side: 'stable' }],
        );
      }),
      day('clients', '6% of all requests are the clients’ own mistakes (400)', [
        canary('clientErrors', 0.06, 10),
        { ...canary('clientErrors', 0.06, 10), side: 'stable' },
      ]),
    ],
    'quiet-night-is-promoted': [
      known('quiet'),
      ...twice(() => {
        const from = onset(40);
        const until = from + 8 + random.below(8);
        return day('quiet', `no requests from minute ${from} to ${until}`, [], {
          perMinute: 200,
          quiet: { from, until },
        });
      }),
    ],
  };
}

/** How long the steps take, in minutes; of steps that wait for a person, as long as the reference. */
function stepsMinutes({ steps }: Release): number {
  const seconds = steps.reduce(
    (sum, step) => sum + (step.kind === 'pause' ? (step.seconds ?? 0) : 0),
    0,
  );
  const reference = REFERENCE_CANARY.steps.reduce(
    (sum, step) => sum + (step.kind === 'pause' ? (step.seconds ?? 0) : 0),
    0,
  );
  return Math.floor((seconds > 0 ? seconds : reference) / 60);
}
