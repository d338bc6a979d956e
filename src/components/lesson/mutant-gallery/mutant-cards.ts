/** The lab whose mutants are shown. */
export const GALLERY_LAB = 'canary-with-an-abort-button';

/** Checks of the lab, each in a sentence that stands alone. */
export const CHECKS = {
  'rollout-is-valid': 'There is one Rollout that Argo accepts, and no Deployment beside it.',
  'selector-matches': 'Selector and services find the pods.',
  'services-differ': 'Both versions have a service, and an ingress splits the traffic.',
  'probe-asks-readiness': 'The readiness probe asks the protocol’s question, on an open port.',
  'steps-follow-the-policy': 'The steps hold every number of the policy.',
  'template-is-valid': 'There is an AnalysisTemplate that fits its schema and measures something.',
  'healthy-is-promoted': 'A good version goes out, on busy days too.',
  'late-errors-are-aborted': 'Errors that begin near the end abort the release.',
  'blip-is-promoted': 'One bad minute stops no release.',
  'bad-stable-is-promoted': 'A failing stable version stops no release.',
  'quiet-night-is-promoted': 'A night without requests stops no release.',
  'errors-abort': 'Errors that are certain and large abort.',
  'emergency-aborts-at-once': 'An emergency aborts, however small the sample.',
  'small-samples-wait': 'Small samples wait.',
  'z-is-exact': 'z is the policy’s z, to six digits.',
  'shifted-decisions-abort': 'Decisions that shift abort, in either direction.',
  'improvement-is-no-alarm': 'Fewer errors are no alarm.',
} as const;

export type CheckId = keyof typeof CHECKS;

/** A wrong solution of the lab, and the checks among which the one that catches it is. */
export interface MutantCard {
  /** Folder of the mutant, below that of its check. */
  readonly id: string;
  /** What is wrong, in words. */
  readonly mistake: string;
  /** The file of the solution that it changes. */
  readonly path: string;
  /** Texts that go, and what comes for each. */
  readonly changes: readonly { readonly before: string; readonly after: string }[];
  /** Four checks; only `right` fails. */
  readonly among: readonly CheckId[];
  readonly right: CheckId;
  /** Why this check does, and others do not. */
  readonly why: string;
}

/** What stands here of the lab's files is held to them by `tests/authoring/instruments/mutant-gallery.test.ts`. */
export const MUTANT_CARDS: readonly MutantCard[] = [
  {
    id: 'asks-whether-it-lives',
    mistake: 'Asks whether it lives',
    path: 'deploy/rollout.yaml',
    changes: [{ before: '/v2/health/ready', after: '/v2/health/live' }],
    among: ['rollout-is-valid', 'selector-matches', 'services-differ', 'probe-asks-readiness'],
    right: 'probe-asks-readiness',
    why: 'The manifest is valid and its service finds the pods. Only a check that reads which question the probe asks sees that a process without its model would get traffic.',
  },
  {
    id: 'last-weight-without-a-pause',
    mistake: 'Last weight without a pause',
    path: 'deploy/rollout.yaml',
    changes: [
      {
        before: '        - setWeight: 50\n        - pause: {duration: 30m}\n',
        after: '        - setWeight: 50\n',
      },
    ],
    among: [
      'healthy-is-promoted',
      'steps-follow-the-policy',
      'template-is-valid',
      'late-errors-are-aborted',
    ],
    right: 'steps-follow-the-policy',
    why: 'A good version goes out all the same. That nothing is waited for at the last weight stands in the steps, and a check reads them against the policy.',
  },
  {
    id: 'no-guard-for-nan',
    mistake: 'No guard for NaN',
    path: 'deploy/analysis.yaml',
    changes: [{ before: 'isNaN(result[0]) || ', after: '' }],
    among: [
      'blip-is-promoted',
      'healthy-is-promoted',
      'quiet-night-is-promoted',
      'bad-stable-is-promoted',
    ],
    right: 'quiet-night-is-promoted',
    why: 'Without requests a share is 0 / 0, and no comparison with NaN holds. It takes a night without requests to see it: every release with traffic goes as before.',
  },
  {
    id: 'sample-size-ignored',
    mistake: 'Sample size ignored',
    path: 'tools/judge.py',
    changes: [
      {
        before: 'LEAST_SAMPLE, ENOUGH_SAMPLE = 500, 1000',
        after: 'LEAST_SAMPLE, ENOUGH_SAMPLE = 1, 1',
      },
    ],
    among: ['small-samples-wait', 'errors-abort', 'emergency-aborts-at-once', 'z-is-exact'],
    right: 'small-samples-wait',
    why: 'On large samples nothing changes. The check hands over a small one and wants to hear “wait”.',
  },
  {
    id: 'absolute-value-for-errors',
    mistake: 'Absolute value for errors',
    path: 'tools/judge.py',
    changes: [
      {
        before: 'more_errors = canary.share("errors_5xx") - stable.share("errors_5xx")',
        after: 'more_errors = abs(canary.share("errors_5xx") - stable.share("errors_5xx"))',
      },
      {
        before: 'if z_of("errors_5xx", canary, stable) >',
        after: 'if abs(z_of("errors_5xx", canary, stable)) >',
      },
    ],
    among: ['errors-abort', 'z-is-exact', 'improvement-is-no-alarm', 'shifted-decisions-abort'],
    right: 'improvement-is-no-alarm',
    why: 'More errors abort, as they should. Only a canary with fewer errors than the stable version shows that the sign was lost.',
  },
  {
    id: 'shares-not-pooled',
    mistake: 'Shares not pooled',
    path: 'tools/judge.py',
    changes: [
      {
        before:
          '    error = math.sqrt(pooled * (1 - pooled) * (1 / canary.requests + 1 / stable.requests))',
        after:
          '    a, b = canary.share(column), stable.share(column)\n    error = math.sqrt(a * (1 - a) / canary.requests + b * (1 - b) / stable.requests)',
      },
    ],
    among: ['errors-abort', 'small-samples-wait', 'shifted-decisions-abort', 'z-is-exact'],
    right: 'z-is-exact',
    why: 'Both standard errors are close, so the verdicts are the same. A check that compares the number itself tells them apart.',
  },
];
