import { Random } from '#harborlight';
import { judge, sumsOf, windowCsv, type Judgement, type Side } from './windows.ts';

/** A pair of windows that the judge has not seen. */
export interface HiddenWindow {
  /** In words: `a canary with a fifth of the errors`. */
  readonly given: string;
  readonly stable: Side;
  readonly canary: Side;
}

/** Two windows for each branch of the rules and each mistake; z keeps 0.15 away from its bounds. */
export function hiddenWindows(seed: string): Readonly<Record<string, readonly HiddenWindow[]>> {
  const random = new Random(`${seed}/windows`);
  const stable: Side = { requests: 9000, errors: 27, slow: 180, approvalPermille: 780 };
  const canary = (
    requests: number,
    errors: number,
    slow: number,
    approvalPermille = 780,
  ): Side => ({
    requests: requests + random.below(12),
    errors,
    slow,
    approvalPermille,
  });
  const troubled: Side = { ...stable, errors: 80 };
  return {
    'good-canary-is-promoted': [
      { given: 'a canary as good as the stable version', stable, canary: canary(1500, 5, 30) },
      {
        given: 'a canary with 1.0% of errors against 0.9%',
        stable: troubled,
        canary: canary(1800, 18, 40, 775),
      },
      {
        given: 'many requests, differences that are certain and tiny',
        stable: { ...stable, requests: 90_000, errors: 270, slow: 1800 },
        canary: canary(30_000, 165, 600, 765),
      },
      {
        given: 'a canary that approves 74.8% of a thousand',
        stable,
        canary: canary(1020, 3, 20, 748),
      },
    ],
    'errors-abort': [
      {
        given: 'a canary with 2.2% of errors against 0.9%',
        stable: troubled,
        canary: canary(900, 20, 18),
      },
      {
        given: 'a canary with 3% of errors against 0.3%',
        stable,
        canary: canary(1500, 45 + random.below(8), 30),
      },
    ],
    'emergency-aborts-at-once': [
      { given: 'thirty errors among 240 requests', stable, canary: canary(240, 30, 5) },
    ],
    'slow-answers-abort': [
      {
        given: 'a canary with 9% of slow answers against 2%',
        stable,
        canary: canary(1600, 5, 144 + random.below(20)),
      },
      {
        given: 'a slow canary beside a stable version that is as slow',
        stable: { ...stable, slow: 720 },
        canary: canary(1600, 5, 140),
      },
    ],
    'shifted-decisions-abort': [
      {
        given: 'a canary that approves 72% instead of 78%',
        stable,
        canary: canary(1500, 5, 30, 715 + random.below(8)),
      },
      {
        given: 'a canary that approves 84% instead of 78%',
        stable,
        canary: canary(1500, 5, 30, 837 + random.below(8)),
      },
    ],
    'small-samples-wait': [
      { given: 'nine errors among 300 requests', stable, canary: canary(300, 9, 4) },
      { given: 'a good canary with 700 requests', stable, canary: canary(700, 2, 14) },
      {
        given: 'a canary with 1.6% of errors against 0.9%, among 900 requests',
        stable: troubled,
        canary: canary(895, 14, 18),
      },
    ],
    'improvement-is-no-alarm': [
      {
        given: 'a canary with a tenth of the errors',
        stable: { ...stable, errors: 180 },
        canary: canary(2600, 5, 52),
      },
    ],
  };
}

export function windowFiles(
  seed: string,
  name: string,
  { stable, canary }: HiddenWindow,
): { readonly stable: string; readonly canary: string } {
  return {
    stable: windowCsv(`${seed}/${name}/stable`, stable),
    canary: windowCsv(`${seed}/${name}/canary`, canary),
  };
}

export function judgementOf({ stable, canary }: HiddenWindow): Judgement {
  return judge(sumsOf(stable), sumsOf(canary));
}
