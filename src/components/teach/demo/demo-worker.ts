/** Signs, packs and sorts a demo cohort's files in a thread of its own. The works come from the page, which has the engine. */
import type { ExamPaper } from '#assessment';
import { makeDemo, sortedFiles, type DemoLearned, type MakeWork, type SortedDemo } from '#cohort';
import type { FileTree } from '#container';
import { openedLab, type DemoFile } from './demo-file.ts';

export interface DemoRequest {
  readonly type: 'make';
  readonly file: DemoFile;
  readonly paper?: ExamPaper;
  readonly learned?: DemoLearned;
  readonly seed: string;
  readonly learners: number;
  readonly atOnce: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What the page says. */
export type ToDemo =
  DemoRequest | { readonly type: 'work'; readonly id: number; readonly work: FileTree };

/** What the worker says. */
export type FromDemo =
  | {
      readonly type: 'need';
      readonly id: number;
      readonly lab: string;
      readonly layers: Parameters<MakeWork>[1];
      readonly seed: string;
    }
  | { readonly type: 'progress'; readonly made: number; readonly all: number }
  | { readonly type: 'made'; readonly demo: SortedDemo }
  | { readonly type: 'failed'; readonly reason: string };

const waiting = new Map<number, (work: FileTree) => void>();
let asked = 0;
const tell = (message: FromDemo): void => {
  postMessage(message);
};

const makeWork: MakeWork = (lab, layers, seed) =>
  new Promise((resolve) => {
    const id = asked++;
    waiting.set(id, resolve);
    tell({ type: 'need', id, lab, layers, seed });
  });

addEventListener('message', ({ data }: MessageEvent<ToDemo>) => {
  if (data.type === 'make') {
    make(data).catch((error: unknown) => {
      tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
    return;
  }
  waiting.get(data.id)?.(data.work);
  waiting.delete(data.id);
});

async function make({
  file,
  paper,
  learned,
  seed,
  learners,
  atOnce,
  now,
}: DemoRequest): Promise<void> {
  const made = await makeDemo({
    seed,
    learners,
    labs: file.labs.map(openedLab),
    ...(paper ? { exam: paper } : {}),
    ...(learned ? { learned } : {}),
    grader: file.grader,
    engine: file.engine,
    now: new Date(now),
    atOnce,
    makeWork,
    onProgress: (made, all) => {
      tell({ type: 'progress', made, all });
    },
  });
  tell({ type: 'made', demo: await sortedFiles(made) });
}
