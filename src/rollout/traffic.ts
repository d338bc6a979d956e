import { SeriesStore } from '#promql';
import { behaviourAt, requestsAt, type Scenario } from './scenario.ts';

/** What one version did in one minute. Expectations, so they are fractions. */
export interface Counts {
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly slow: number;
  /** Decisions, and those of them that approve. An error is no decision. */
  readonly decided: number;
  readonly approved: number;
}

export interface Services {
  readonly stable: string;
  readonly canary: string;
}

/** The minutes before the release in which the stable version already ran. */
const MINUTES_BEFORE = 60;
/** Of the 5xx: how many say which code. */
const SERVER_ERROR_CODES = { '500': 0.75, '503': 0.25 } as const;
/** Of the requests that are not slow, and of the slow ones: how many are in a bucket or below it. */
const FAST_BUCKETS = { '0.05': 0.45, '0.1': 0.8, '0.25': 1 } as const;
const SLOW_BUCKETS = { '0.5': 0.6, '1': 0.9, '+Inf': 1 } as const;
const FAST_SECONDS = 0.08;
const SLOW_SECONDS = 0.5;

/**
 * The metrics that the two services expose, scraped at every full minute: `inference_requests_total{service,code}`,
 * `inference_latency_seconds_{bucket,count,sum}{service,le}` and `decisions_total{service,outcome}`.
 */
export class MeteredTraffic {
  readonly store = new SeriesStore();
  readonly #scenario: Scenario;
  readonly #services: Services;
  readonly #totals = new Map<string, number>();

  constructor(scenario: Scenario, services: Services) {
    this.#scenario = scenario;
    this.#services = services;
    this.#scrape('stable', -MINUTES_BEFORE, NOTHING);
    for (let minute = 1 - MINUTES_BEFORE; minute <= 0; minute += 1) {
      this.#scrape('stable', minute, this.#counts('stable', minute, 1));
    }
    this.#scrape('canary', 0, NOTHING);
  }

  /**
   * Adds the minute that ends at `minute`.
   *
   * @param share of the requests that the canary answers, 0 to 1
   * @param mirrored whether the canary gets a copy of every request instead, and answers none
   */
  add(minute: number, share: number, mirrored: boolean): { stable: Counts; canary: Counts } {
    const stable = this.#counts('stable', minute, mirrored ? 1 : 1 - share);
    const canary = this.#counts('canary', minute, mirrored ? 1 : share);
    this.#scrape('stable', minute, stable);
    this.#scrape('canary', minute, canary);
    return { stable, canary };
  }

  #counts(side: 'stable' | 'canary', minute: number, share: number): Counts {
    const requests = requestsAt(this.#scenario.traffic, minute) * share;
    const is = behaviourAt(this.#scenario, side, minute);
    const serverErrors = requests * is.serverErrors;
    const clientErrors = Math.min(requests - serverErrors, requests * is.clientErrors);
    const decided = requests - serverErrors - clientErrors;
    return {
      requests,
      clientErrors,
      serverErrors,
      slow: requests * is.slow,
      decided,
      approved: decided * is.approval,
    };
  }

  #scrape(side: 'stable' | 'canary', minute: number, counts: Counts): void {
    const service = this.#services[side];
    const count = (name: string, labels: Record<string, string>, more: number) => {
      const key = `${side} ${name} ${Object.values(labels).join(' ')}`;
      const total = (this.#totals.get(key) ?? 0) + more;
      this.#totals.set(key, total);
      this.store.add({ __name__: name, service, ...labels }, minute * 60, total);
    };
    const { requests, clientErrors, serverErrors, slow, decided, approved } = counts;
    count('inference_requests_total', { code: '200' }, decided);
    count('inference_requests_total', { code: '400' }, clientErrors);
    for (const [code, share] of Object.entries(SERVER_ERROR_CODES)) {
      count('inference_requests_total', { code }, serverErrors * share);
    }
    const fast = requests - slow;
    for (const [le, share] of Object.entries(FAST_BUCKETS)) {
      count('inference_latency_seconds_bucket', { le }, fast * share);
    }
    for (const [le, share] of Object.entries(SLOW_BUCKETS)) {
      count('inference_latency_seconds_bucket', { le }, fast + slow * share);
    }
    count('inference_latency_seconds_count', {}, requests);
    count('inference_latency_seconds_sum', {}, fast * FAST_SECONDS + slow * SLOW_SECONDS);
    count('decisions_total', { outcome: 'approve' }, approved);
    count('decisions_total', { outcome: 'refer' }, decided - approved);
  }
}

const NOTHING: Counts = {
  requests: 0,
  clientErrors: 0,
  serverErrors: 0,
  slow: 0,
  decided: 0,
  approved: 0,
};
