import {
  RELEASE_POLICY,
  type ReleaseStep,
  type Strategy,
  type StrategyRun,
  type Traffic,
} from '#rollout';

/** What goes wrong, as the learner picks it. */
export type Trouble = 'none' | 'errors' | 'slow' | 'silent' | 'leak' | 'stable-bad';

/** Everything that the learner sets. */
export interface Setup {
  readonly strategy: Strategy;
  readonly trouble: Trouble;
  /** Minutes after the release began. */
  readonly onset: number;
  readonly shape: NonNullable<Traffic['shape']>;
  readonly detection: 'rules' | 'hand';
  /** Until a person notices, when no rule does. */
  readonly noticedAfter: number;
  /** Steps of a canary, one a line: "5 % for 15 min". */
  readonly steps: string;
}

export const REFERENCE_STEPS = [
  '5 % for 15 min',
  '10 % for 15 min',
  '25 % for 30 min',
  '50 % for 30 min',
].join('\n');

/** The Thursday of the lesson's first paragraph. */
export const THURSDAY: Setup = {
  strategy: 'big-bang',
  trouble: 'errors',
  onset: 20,
  shape: 'flat',
  detection: 'hand',
  noticedAfter: 40,
  steps: REFERENCE_STEPS,
};

export const STRATEGIES: readonly { readonly id: Strategy; readonly label: string }[] = [
  { id: 'big-bang', label: 'everything at once' },
  { id: 'blue-green', label: 'blue-green' },
  { id: 'canary', label: 'canary' },
  { id: 'shadow', label: 'shadow' },
];

export const TROUBLES: readonly { readonly id: Trouble; readonly label: string }[] = [
  { id: 'none', label: 'nothing' },
  { id: 'errors', label: '8 % errors' },
  { id: 'slow', label: 'a fifth is slow' },
  { id: 'silent', label: 'approves 62 % instead of 78 %, silently' },
  { id: 'leak', label: 'memory leaks: slower every minute' },
  { id: 'stable-bad', label: 'the old version errs' },
];

export const SHAPES = [
  { id: 'flat', label: 'flat' },
  { id: 'day', label: 'a morning' },
  { id: 'burst', label: 'a burst at minute 30' },
] as const;

/** Steps of a canary from their text, or what is wrong with it in words. */
export function readSteps(text: string): readonly ReleaseStep[] | string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return 'no step; write one a line, such as “5 % for 15 min”';
  const steps: ReleaseStep[] = [];
  for (const line of lines) {
    const [, percent, minutes] = /^\s*(\d+(?:\.\d+)?)\s*%\s*for\s+(\d+)\s*min\s*$/.exec(line) ?? [];
    if (percent === undefined || minutes === undefined || Number(percent) > 100) {
      return `“${line.trim()}”, which is no step; one looks like “5 % for 15 min”`;
    }
    steps.push(
      { kind: 'weight', percent: Number(percent) },
      { kind: 'pause', seconds: Number(minutes) * 60 },
    );
  }
  return steps;
}

/** What Harborlight's release policy has against the steps of a canary; empty when it has nothing. */
export function againstPolicy(steps: readonly ReleaseStep[]): readonly string[] {
  const rule = RELEASE_POLICY;
  const weights: { percent: number; from: number }[] = [];
  let minute = 0;
  for (const step of steps) {
    if (step.kind === 'weight') weights.push({ percent: step.percent, from: minute });
    if (step.kind === 'pause') minute += (step.seconds ?? 0) / 60;
  }
  const percents = weights.map(({ percent }) => percent);
  const jumps = percents.slice(1).some((now, i) => now > rule.growth * (percents[i] ?? 0));
  const rises = percents.slice(1).every((now, i) => now > (percents[i] ?? 0));
  const early = weights.some(
    ({ percent, from }) => from < rule.earlyMinutes && percent > rule.earlyWeight,
  );
  return [
    ...((percents[0] ?? 0) > rule.firstWeight
      ? [`the first weight is above ${rule.firstWeight} %`]
      : []),
    ...(early ? [`more than ${rule.earlyWeight} % in the first ${rule.earlyMinutes} minutes`] : []),
    ...(rises ? [] : ['a weight does not rise']),
    ...(jumps ? [`a weight is more than ${rule.growth} times the one before`] : []),
    ...((percents.at(-1) ?? 0) > rule.lastWeight
      ? [`the last weight is above ${rule.lastWeight} %`]
      : []),
    ...(minute < rule.leastMinutes || minute > rule.mostMinutes
      ? [`it takes ${minute} minutes, not ${rule.leastMinutes} to ${rule.mostMinutes}`]
      : []),
  ];
}

/** People reached, as a learner predicts it. */
export const BANDS = [
  { id: 'none', label: 'nobody', upTo: 0 },
  { id: 'few', label: 'up to 20', upTo: 20 },
  { id: 'some', label: '20 to 200', upTo: 200 },
  { id: 'many', label: 'more than 200', upTo: Infinity },
] as const;
export type Band = (typeof BANDS)[number]['id'];

export const bandOf = (people: number): Band =>
  BANDS.find(({ upTo }) => people <= upTo + 1e-9)?.id ?? 'many';

/** What the simulator names in place of a metric when a person stopped the release. */
const BY_HAND = 'by hand';

/** How a run ended, in words. */
export function sayEnd({ outcome, minute, weight, ending }: StrategyRun): string {
  switch (outcome) {
    case 'promoted':
      return `It is promoted after ${minute} minutes.`;
    case 'aborted':
      return `It is aborted at minute ${minute}, at ${weight} %, by ${ending === undefined || ending.metric === BY_HAND ? 'a person who noticed' : ending.metric}.`;
    case 'paused':
      return `It waits for a person since minute ${minute}.`;
    case 'running':
      return `It is still under way after ${minute} minutes.`;
  }
}
