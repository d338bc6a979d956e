import type { SeriesStore } from '#promql';
import { AnalysisRun, type Ending, type Measurement } from './analysis-run.ts';
import type { Release } from './release.ts';
import type { Scenario } from './scenario.ts';
import { MeteredTraffic, type Counts } from './traffic.ts';

/** A minute of a release, the one that ends at `minute`. */
export interface Tick {
  readonly minute: number;
  /** Per cent of the requests that the new version answered in it. */
  readonly weight: number;
  readonly stable: Counts;
  readonly canary: Counts;
}

export interface ReleaseRun {
  /**
   * `promoted`: all steps were taken. `aborted`: a metric failed or was an error, or somebody noticed. `paused`: it waits for
   * a person. `running`: it had not ended when the simulation did.
   */
  readonly outcome: 'promoted' | 'aborted' | 'paused' | 'running';
  /** Minutes after the release began. */
  readonly minute: number;
  /** Per cent, when it ended; of a promotion, the last before it. */
  readonly weight: number;
  /** Of an abort, or of a pause that a measurement caused: why. */
  readonly ending?: Ending | undefined;
  readonly ticks: readonly Tick[];
  readonly measurements: readonly Measurement[];
  /** What Prometheus has at the end: all that could be asked at any minute. */
  readonly store: SeriesStore;
}

/** Beyond this a release has not ended, in minutes. */
const HORIZON = 360;

/**
 * Plays a release through a scenario, minute by minute, without any randomness: counts are expectations.
 *
 * At a full minute m: the minute that ends there is counted and scraped, with the weight that was in force and the faults
 * whose `from` is m or earlier; then what is due is measured; then steps are taken that have waited long enough. A fault is
 * so seen a minute before its first whole minute has passed, never later.
 *
 * @param horizonMinutes when to stop a release that does not end; 360 unless told
 */
export function simulateRelease(
  release: Release,
  scenario: Scenario,
  horizonMinutes = HORIZON,
): ReleaseRun {
  return new Simulation(release, scenario).run(horizonMinutes);
}

class Simulation {
  readonly #release: Release;
  readonly #traffic: MeteredTraffic;
  readonly #noticedAt: number;
  readonly #ticks: Tick[] = [];
  readonly #measurements: Measurement[] = [];
  #step = 0;
  /** When the present step began, in seconds. */
  #since = 0;
  #weight = 0;
  #background: AnalysisRun | undefined;
  #inline: AnalysisRun | undefined;

  constructor(release: Release, scenario: Scenario) {
    this.#release = release;
    this.#traffic = new MeteredTraffic(scenario, release.services);
    const onsets = scenario.faults.filter(({ side }) => side === 'canary').map(({ from }) => from);
    this.#noticedAt = Math.min(...onsets, Infinity) + (release.noticedAfterMinutes ?? Infinity);
  }

  run(horizonMinutes: number): ReleaseRun {
    let minute = 0;
    for (let seconds = 0; seconds <= horizonMinutes * 60; seconds = this.#next(seconds)) {
      while (minute < Math.floor(seconds / 60)) {
        minute += 1;
        const counts = this.#traffic.add(
          minute,
          this.#weight / 100,
          this.#release.mirrored === true,
        );
        this.#ticks.push({ minute, weight: this.#weight, ...counts });
      }
      const ended = this.#measure(seconds) ?? this.#advance(seconds);
      if (ended) return ended;
    }
    return this.#end('running', horizonMinutes * 60);
  }

  /** The next full minute, or what comes before it: a measurement, the end of a pause. */
  #next(seconds: number): number {
    const step = this.#release.steps[this.#step];
    const times = [
      (Math.floor(seconds / 60) + 1) * 60,
      this.#background?.due,
      this.#inline?.due,
      step?.kind === 'pause' && step.seconds !== undefined ? this.#since + step.seconds : undefined,
    ];
    return Math.min(...times.flatMap((time) => (time !== undefined && time > seconds ? time : [])));
  }

  #measure(seconds: number): ReleaseRun | undefined {
    for (const analysis of [this.#background, this.#inline]) {
      if (!analysis) continue;
      this.#measurements.push(...analysis.measure(seconds));
      const { ending } = analysis;
      if (ending) {
        return this.#end(ending.phase === 'Inconclusive' ? 'paused' : 'aborted', seconds, ending);
      }
    }
    if (seconds / 60 >= this.#noticedAt) {
      const message = `somebody noticed after ${this.#release.noticedAfterMinutes ?? 0} minutes`;
      return this.#end('aborted', seconds, { metric: 'by hand', phase: 'Failed', message });
    }
    return undefined;
  }

  /** Takes every step that is due, and measures what a step has begun and is due at once. */
  #advance(seconds: number): ReleaseRun | undefined {
    const { steps, background } = this.#release;
    for (;;) {
      if (background && !this.#background && this.#step >= background.startingStep) {
        this.#background = new AnalysisRun(background.metrics, this.#traffic.store, seconds);
        const ended = this.#measure(seconds);
        if (ended) return ended;
      }
      const step = steps[this.#step];
      if (!step) return this.#end('promoted', seconds);
      if (step.kind === 'weight') {
        this.#weight = step.percent;
      } else if (step.kind === 'pause') {
        if (step.seconds === undefined) return this.#end('paused', seconds);
        if (seconds < this.#since + step.seconds) return undefined;
      } else {
        if (!this.#inline) {
          this.#inline = new AnalysisRun(step.metrics, this.#traffic.store, seconds);
          const ended = this.#measure(seconds);
          if (ended) return ended;
        }
        if (this.#inline.due !== undefined) return undefined;
        this.#inline = undefined;
      }
      this.#step += 1;
      this.#since = seconds;
    }
  }

  #end(outcome: ReleaseRun['outcome'], seconds: number, ending?: Ending): ReleaseRun {
    return {
      outcome,
      minute: seconds / 60,
      weight: this.#weight,
      ending,
      ticks: this.#ticks,
      measurements: this.#measurements,
      store: this.#traffic.store,
    };
  }
}
