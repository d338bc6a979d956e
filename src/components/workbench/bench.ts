import type { LabSitting } from '#assessment';
import type { FileTree, LabError, LoadProgress } from '#container';
import type { KeptCopy, LabAttempt } from '#progress';
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { AssignedWork } from './assigned/assigned-work.ts';
import { NO_RUN, type CheckRun } from './check-run.ts';
import type { SaveState } from './saver.ts';

/** How far the lab's engine is. */
export type EngineState =
  /** Nothing has begun: nobody has touched the page yet. */
  | { readonly kind: 'resting' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  /** The lab's own preparation runs (`setup.sh`). */
  | { readonly kind: 'preparing' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly why: LabError };

/** A saved copy that began from an older version of the lab. */
export interface OlderWork {
  readonly savedVersion: string;
  readonly labVersion: string;
}

/** A place to show in the editor. */
export interface Jump {
  readonly path: string;
  readonly line?: number;
}

/** A line that a verdict speaks of. Lines are counted from 1. */
export interface MarkedLine {
  readonly path: string;
  readonly line: number;
  readonly words: string;
}

/** What is compared with the learner's work. */
export interface Comparison {
  readonly title: string;
  readonly theirsName: string;
  readonly mine: FileTree;
  readonly theirs: FileTree;
  /** What stands above the list of files. */
  readonly note?: string;
  /** Commands of the answer. */
  readonly answer?: string;
}

/** Everything of the workbench that is seen, as signals. The session writes them; the panes read them. */
export interface Bench {
  /** `opening` until the learner's files are known. */
  readonly phase: Signal<'opening' | 'open' | 'failed'>;
  readonly failure: Signal<LabError | undefined>;
  readonly isReadOnly: Signal<boolean>;
  readonly save: Signal<SaveState>;
  readonly engine: Signal<EngineState>;
  /** The engine of this lab by name, and all that the learner may choose. */
  readonly engineName: Signal<string>;
  readonly engineChoices: Signal<readonly string[]>;
  readonly parts: Signal<readonly LoadProgress[]>;
  /** Files: paths and kinds. */
  readonly shape: Signal<FileTree>;
  readonly tabs: Signal<readonly string[]>;
  readonly active: Signal<string | undefined>;
  readonly openFolders: Signal<ReadonlySet<string>>;
  readonly run: Signal<CheckRun>;
  /** A Check was asked for and begins when the engine is there. */
  readonly isCheckAwaited: Signal<boolean>;
  /** The last Check of this lab in this browser, also of an earlier visit. */
  readonly last: Signal<LabAttempt | undefined>;
  /** Why the last Check could not be carried out at all. */
  readonly runFailure: Signal<string | undefined>;
  readonly marks: Signal<readonly MarkedLine[]>;
  readonly jump: Signal<Jump | undefined>;
  readonly hintsOpened: Signal<Readonly<Record<string, number>>>;
  readonly isSolutionUnlocked: Signal<boolean>;
  readonly copies: Signal<readonly KeptCopy[]>;
  readonly older: Signal<OlderWork | undefined>;
  /** The sitting of an exam that this work belongs to, open or just ended; `undefined` in practice. */
  readonly exam: Signal<LabSitting | undefined>;
  /** Changes less often than `exam`, whose time goes on. */
  readonly isExam: Signal<boolean>;
  /** The sitting is over: its work is only read and handed in. */
  readonly hasExamEnded: ReadonlySignal<boolean>;
  /** The assignment that this work is for; `undefined` in practice and in an exam. */
  readonly assigned: Signal<AssignedWork | undefined>;
  readonly comparison: Signal<Comparison | undefined>;
  readonly isHandingIn: Signal<boolean>;
  /** The newest message for the learner, also read out. */
  readonly message: Signal<string>;
}

export function createBench(): Bench {
  const exam = signal<LabSitting | undefined>(undefined);
  return {
    phase: signal('opening'),
    failure: signal(undefined),
    isReadOnly: signal(false),
    save: signal({ kind: 'resting' }),
    engine: signal({ kind: 'resting' }),
    engineName: signal(''),
    engineChoices: signal([]),
    parts: signal([]),
    shape: signal({}),
    tabs: signal([]),
    active: signal(undefined),
    openFolders: signal(new Set<string>()),
    run: signal(NO_RUN),
    isCheckAwaited: signal(false),
    last: signal(undefined),
    runFailure: signal(undefined),
    marks: signal([]),
    jump: signal(undefined),
    hintsOpened: signal({}),
    isSolutionUnlocked: signal(false),
    copies: signal([]),
    older: signal(undefined),
    exam,
    isExam: signal(false),
    hasExamEnded: computed(() => exam.value?.end !== undefined),
    assigned: signal(undefined),
    comparison: signal(undefined),
    isHandingIn: signal(false),
    message: signal(''),
  };
}
