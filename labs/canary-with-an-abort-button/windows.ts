import { Random } from '#harborlight';

/** What one side did in a window, in sums. */
export interface Side {
  readonly requests: number;
  readonly errors: number;
  readonly slow: number;
  /** Approved of a thousand requests. */
  readonly approvalPermille: number;
}

const MINUTES = 15;

/** A window as CSV: sums spread over fifteen minutes, by the draw of a seed. */
export function windowCsv(
  seed: string,
  { requests, errors, slow, approvalPermille }: Side,
): string {
  const random = new Random(seed);
  const approved = Math.round((requests * approvalPermille) / 1000);
  const columns = [requests, errors, slow, approved].map((total) => spread(total, random));
  const lines = Array.from({ length: MINUTES }, (_, minute) =>
    [minute, ...columns.map((column) => column[minute] ?? 0)].join(','),
  );
  return `minute,requests,errors_5xx,slow_250,approved\n${lines.join('\n')}\n`;
}

/** A total in parts of about the same size. */
function spread(total: number, random: Random): readonly number[] {
  const parts = Array.from({ length: MINUTES }, () => Math.floor(total / MINUTES));
  let left = total - Math.floor(total / MINUTES) * MINUTES;
  while (left > 0) {
    const at = random.below(MINUTES);
    parts[at] = (parts[at] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** The sums of the rule of `docs/release-policy.md`, with the approvals as they stand in the file. */
export interface Sums {
  readonly requests: number;
  readonly errors: number;
  readonly slow: number;
  readonly approved: number;
}

export function sumsOf({ requests, errors, slow, approvalPermille }: Side): Sums {
  return { requests, errors, slow, approved: Math.round((requests * approvalPermille) / 1000) };
}

/** How a canary's window is judged against the stable one's. */
export interface Judgement {
  readonly verdict: 'promote' | 'hold' | 'abort';
  /** The reason that decides. */
  readonly because?: string;
  /** Every reason that holds. */
  readonly reasons: readonly string[];
  readonly zErrors: number;
  readonly zApproval: number;
}

/** The difference of two shares in standard errors of the pooled share; 0 where that share is 0 or 1. */
export function pooledZ(hits: number, of: number, otherHits: number, otherOf: number): number {
  const pooled = (hits + otherHits) / (of + otherOf);
  if (pooled === 0 || pooled === 1) return 0;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / otherOf));
  return (hits / of - otherHits / otherOf) / error;
}

/** The rules of the release policy, in their order. */
export function judge(stable: Sums, canary: Sums): Judgement {
  const n = canary.requests;
  const share = (hits: number) => hits / n;
  const zErrors = pooledZ(canary.errors, n, stable.errors, stable.requests);
  const zApproval = pooledZ(canary.approved, n, stable.approved, stable.requests);
  const stableShare = (hits: number) => hits / stable.requests;
  const z = { zErrors, zApproval };
  const reasons: string[] = [];
  if (canary.errors >= 25 && share(canary.errors) >= 0.1) reasons.push('error_emergency');
  if (reasons.length === 0 && n < 500) {
    return {
      verdict: 'hold',
      because: 'insufficient_sample',
      reasons: ['insufficient_sample', 'more_data'],
      ...z,
    };
  }
  if (zErrors > 2.326 && share(canary.errors) - stableShare(stable.errors) >= 0.005)
    reasons.push('error_rate');
  if (share(canary.slow) > 0.05 && share(canary.slow) > 1.5 * stableShare(stable.slow))
    reasons.push('latency');
  const shift = Math.abs(share(canary.approved) - stableShare(stable.approved));
  if (Math.abs(zApproval) > 2.576 && shift >= 0.03) reasons.push('decision_shift');
  const [because] = reasons;
  if (because !== undefined) return { verdict: 'abort', because, reasons, ...z };
  if (n < 1000) return { verdict: 'hold', because: 'more_data', reasons: ['more_data'], ...z };
  return { verdict: 'promote', reasons: [], ...z };
}
