import { LabError, type Engine, type FileTree, type LabContainer } from '#container';
import type { Check, DoesNotHold, Finding, Verdict } from './check.ts';
import { ContainerProbe } from './container-probe.ts';
import type { GradedLab } from './lab.ts';
import { SharedLooks } from './shared-looks.ts';

/** Longest that one check may take with all its runs; past it the grader is taken to be broken. */
const CHECK_TIMEOUT_MS = 600_000;

export interface GradingOptions {
  readonly engine: Engine;
  /** The seed of this learner's visible data: `<lab>-<learner id>`. */
  readonly seed: string;
  /** What the hidden inputs are drawn from: a seed that the learner does not know; `seed` unless told. */
  readonly hiddenSeed?: string;
  /** Told of each verdict as it comes, in the lab's order. */
  readonly onVerdict?: (verdict: Verdict) => void;
  readonly signal?: AbortSignal;
  /** Multiplies the time limit of every program; 1 unless told. For machines that grade much at a time. */
  readonly patience?: number;
}

/**
 * Grades a copy of the work in a fresh container and gives the verdicts in the order of the lab's checks.
 *
 * Each check has its own copy of the work. When a check breaks (not: does not hold), or does not hold after an
 * interpreter died under a program, it runs once more in a new container; when it breaks again, its verdict is `error`.
 *
 * @param work the learner's files, with `.git`; not changed
 * @throws LabError `EngineLacksCapability` when the engine does not offer what the lab needs; the reason of `signal`
 *   when it is aborted.
 */
export async function runChecks(
  lab: GradedLab,
  work: FileTree,
  options: GradingOptions,
): Promise<readonly Verdict[]> {
  const { engine, signal, onVerdict } = options;
  assertOffers(engine, lab);
  signal?.throwIfAborted();
  const container = freshContainer(engine);
  const stop = () => {
    container.end();
  };
  signal?.addEventListener('abort', stop);
  const verdicts: Verdict[] = [];
  const looks = sharedLooks(work, container, options);
  try {
    await orAborted(engine.warm(lab.needs), signal);
    for (const check of lab.checks) {
      const verdict = await orAborted(
        judge(check, work, container, options, verdicts, looks),
        signal,
      );
      verdicts.push(verdict);
      onVerdict?.(verdict);
    }
    return verdicts;
  } finally {
    signal?.removeEventListener('abort', stop);
    container.end();
  }
}

async function judge(
  check: Check,
  work: FileTree,
  container: FreshContainer,
  options: GradingOptions,
  earlier: readonly Verdict[],
  looks: SharedLooks,
): Promise<Verdict> {
  const startedAt = performance.now();
  const done = () => ({ check: check.id, durationMs: Math.round(performance.now() - startedAt) });
  const unmet = check.needs?.find(
    (id) => earlier.find((verdict) => verdict.check === id)?.status !== 'pass',
  );
  if (unmet !== undefined) {
    return { ...done(), status: 'blocked', because: `The check "${unmet}" must hold first.` };
  }
  const attempt = () => runCheck(check, work, container, options, looks);
  const renew = async () => {
    container.renew();
    await looks.forgetDoubtful();
  };
  try {
    const first = await attempt().catch((error: unknown) => {
      if (isUnreadableWork(error) || options.signal?.aborted) throw error;
      return undefined;
    });
    if (first && !first.suspect) return { ...done(), ...first.finding };
    await renew();
    const { finding } = await attempt();
    return { ...done(), ...finding };
  } catch (error) {
    if (isUnreadableWork(error)) {
      return { ...done(), status: 'blocked', because: error.message };
    }
    if (options.signal?.aborted) throw error;
    await renew();
    return { ...done(), status: 'error', message: messageOf(error) };
  }
}

async function runCheck(
  check: Check,
  work: FileTree,
  container: FreshContainer,
  { seed, hiddenSeed, patience = 1, signal }: GradingOptions,
  looks: SharedLooks,
) {
  const folder = `check-${check.id}`;
  const get = () => container.get();
  const probe = new ContainerProbe({
    container: get,
    work,
    folder,
    seed,
    hiddenSeed,
    patience,
    looks,
    signal,
  });
  const finding = await withinCheckTime(check.run(probe), signal);
  await probe.close();
  assertSaysWhatItSaw(check, finding);
  return { finding, suspect: finding.status === 'fail' && probe.interpreterDied };
}

/** A check that returns a bare `false`, or a failure without words, is broken: no learner could do anything with it. */
function assertSaysWhatItSaw({ id }: Check, finding: unknown): asserts finding is Finding {
  const { status, summary, ran, expected, because } = (finding ?? {}) as Partial<
    Record<keyof DoesNotHold | 'because', unknown>
  >;
  const said = (words: unknown) => typeof words === 'string' && words.trim() !== '';
  if (status === 'pass') return;
  if (status === 'fail' && said(summary) && said(ran) && said(expected)) return;
  if (status === 'blocked' && said(because)) return;
  throw new LabError(
    'CheckSaysNothing',
    `The check "${id}" returned ${JSON.stringify(finding)}, which tells nobody what it saw.`,
    'Return holds, doesNotHold with what was run and expected, or cannotTell with the reason.',
  );
}

function sharedLooks(
  work: FileTree,
  container: FreshContainer,
  { seed, hiddenSeed, patience = 1, signal }: GradingOptions,
): SharedLooks {
  const get = () => container.get();
  return new SharedLooks(async (look, nth) => {
    const folder = `look-${nth}`;
    const about = { work, folder, seed, hiddenSeed, patience, signal };
    const probe = new ContainerProbe({ container: get, ...about });
    const value = await look.run(probe);
    await probe.close();
    return { value, interpreterDied: probe.interpreterDied };
  });
}

interface FreshContainer {
  get(): Promise<LabContainer>;
  /** Ends the container, so that the next `get` boots another. */
  renew(): void;
  /** Ends the container for good. */
  end(): void;
}

function freshContainer(engine: Engine): FreshContainer {
  let current: Promise<LabContainer> | undefined;
  let ended = false;
  const drop = (gone: Promise<LabContainer> | undefined) => {
    void gone?.then(
      (container) => {
        container.teardown();
      },
      // A container that never started has nothing to end; whoever asked for it was told.
      () => undefined,
    );
  };
  return {
    get() {
      if (ended) return Promise.reject(new LabError('GradingEnded', 'The grading was stopped.'));
      current ??= engine.boot();
      return current;
    },
    renew() {
      drop(current);
      current = undefined;
    },
    end() {
      ended = true;
      drop(current);
      current = undefined;
    },
  };
}

function assertOffers(engine: Engine, lab: GradedLab): void {
  const missing = lab.needs.filter((need) => !engine.offers.has(need));
  if (missing.length === 0) return;
  throw new LabError(
    'EngineLacksCapability',
    `The lab "${lab.id}" needs ${missing.join(', ')}, which the engine "${engine.name}" does not offer.`,
    'Choose another engine for this lab.',
  );
}

function isUnreadableWork(error: unknown): error is LabError {
  return error instanceof LabError && error.name === 'WorkCannotBeRead';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Ends at the latest when the signal is aborted: a check whose engine is gone may never settle, and its clock would run on. */
function withinCheckTime<T>(finding: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new LabError('CheckDoesNotEnd', `The check has not ended after ${CHECK_TIMEOUT_MS} ms.`),
      );
    }, CHECK_TIMEOUT_MS);
    void orAborted(finding, signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

/** Rejects with the signal's reason as soon as it is aborted, whatever the promise does. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
