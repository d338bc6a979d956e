import { batch } from '@preact/signals';
import { LabError, type Engine, type FileTree } from '#container';
import type { Answer } from '#grading';
import type { Bench } from './bench.ts';
import type { CheckRun } from './check-run.ts';
import { asLabError } from './engine-link.ts';
import { begunRun, gradeWork } from './grade-work.ts';
import { loadLabFiles } from './lab-files.ts';
import type { LabSheet } from './lab-sheet.ts';
import { markedLines } from './marked-lines.ts';
import { untilEngine } from './until-engine.ts';

export interface DeskOptions {
  readonly sheet: LabSheet;
  readonly bench: Bench;
  readonly seed: () => string;
  /** `undefined` while there is none that is ready. */
  readonly engine: () => Engine | undefined;
  /** The learner's files as they stand now. */
  readonly work: () => Promise<FileTree>;
  readonly say: (message: string) => void;
  /** A whole Check of the learner's work is over. */
  readonly onDone: (run: CheckRun, startedAt: Date, work: FileTree) => Promise<void>;
}

/** Where work is graded, one at a time. It writes the verdicts to the bench as they come. */
export class CheckDesk {
  readonly #options: DeskOptions;
  #checking: AbortController | undefined;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#checking !== undefined;
  }

  /** Grades the learner's work, in a fresh copy, as it stands now or when the engine is there. */
  async check(): Promise<void> {
    await this.#grade(
      () => this.#options.work(),
      (run, startedAt, work) => this.#options.onDone(run, startedAt, work),
    );
  }

  /**
   * Grades one of the lab's own answers, as a learner with this seed would have made it; nothing is recorded. For
   * authors. Resolves with the run, or with `undefined` when nothing could be graded.
   */
  async checkAnswer(layers: readonly Answer[]): Promise<CheckRun | undefined> {
    const { sheet, seed } = this.#options;
    let done: CheckRun | undefined;
    await this.#grade(
      async (engine) => {
        const [{ applyAnswer, startWork }, { tree, setup }] = await Promise.all([
          import('#grading'),
          loadLabFiles(sheet.id, seed()),
        ]);
        let work = await startWork({ starter: tree, setup }, seed(), engine);
        for (const layer of layers) work = await applyAnswer(work, layer, engine);
        return work;
      },
      (run) => {
        done = run;
        return Promise.resolve();
      },
    );
    return done;
  }

  /** Ends the Check that runs. The verdicts so far stay. */
  stop(reason = new LabError('GradingStopped', 'You stopped it.')): void {
    this.#options.bench.isCheckAwaited.value = false;
    this.#checking?.abort(reason);
  }

  async #grade(
    workOf: (engine: Engine) => Promise<FileTree>,
    onDone: (run: CheckRun, startedAt: Date, work: FileTree) => Promise<void>,
  ): Promise<void> {
    const { sheet, bench, seed, say } = this.#options;
    if (this.#checking || bench.isReadOnly.value || bench.isCheckAwaited.value) return;
    if (!(await untilEngine(bench))) return;
    const engine = this.#options.engine();
    if (!engine || bench.engine.value.kind !== 'ready') {
      say('The lab’s engine does not run here, so nothing can be checked.');
      return;
    }
    const checking = (this.#checking = new AbortController());
    const startedAt = new Date();
    bench.runFailure.value = undefined;
    const show = (run: CheckRun) =>
      batch(() => {
        bench.run.value = run;
        bench.marks.value = markedLines(run);
      });
    try {
      // At once: what the work is and what judges it are still to be read.
      show(begunRun(sheet));
      const work = await workOf(engine);
      const request = { sheet, seed: seed(), work, engine, signal: checking.signal, onRun: show };
      const run = await gradeWork(request);
      show(run);
      if (run.phase === 'done') await onDone(run, startedAt, work);
    } catch (error) {
      const why = asLabError(error, 'GraderBroke', 'Check again. It costs you nothing.');
      batch(() => {
        bench.run.value = { ...bench.run.value, phase: 'stopped', looking: [] };
        bench.runFailure.value = `${why.message} ${why.hint}`;
      });
    } finally {
      this.#checking = undefined;
    }
  }
}
