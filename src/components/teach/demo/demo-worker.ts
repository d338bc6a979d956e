/** Makes a demo cohort in a thread of its own: its works in an engine that the page lends, then signs, packs and sorts them. */
import type { ExamPaper } from '#assessment';
import { makeDemo, sortedFiles, type DemoLearned, type SortedDemo } from '#cohort';
import { lentEngine, thrown, type Thrown } from '#engines';
import { buildAnswers } from '#grading';
import { loadGenerate } from '../../workbench/load-generate.ts';
import { openedLab, type DemoFile } from './demo-file.ts';

/** What the page says. */
export interface DemoRequest {
  readonly file: DemoFile;
  readonly paper?: ExamPaper;
  readonly learned?: DemoLearned;
  readonly seed: string;
  readonly learners: number;
  readonly atOnce: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** To the engine that the page lends. */
  readonly port: MessagePort;
}

/** What the worker says. */
export type FromDemo =
  | { readonly type: 'progress'; readonly made: number; readonly all: number }
  | { readonly type: 'made'; readonly demo: SortedDemo }
  | ({ readonly type: 'failed' } & Thrown);

const tell = (message: FromDemo): void => {
  postMessage(message);
};

addEventListener('message', ({ data }: MessageEvent<DemoRequest>) => {
  make(data).catch((error: unknown) => {
    tell({ type: 'failed', ...thrown(error) });
  });
});

async function make(request: DemoRequest): Promise<void> {
  const { file, paper, learned, seed, learners, atOnce, now, port } = request;
  const labs = new Map(file.labs.map((lab) => [lab.identity.id, openedLab(lab)]));
  const engine = lentEngine(port);
  const made = await makeDemo({
    seed,
    learners,
    labs: [...labs.values()],
    ...(paper ? { exam: paper } : {}),
    ...(learned ? { learned } : {}),
    grader: file.grader,
    engine: file.engine,
    now: new Date(now),
    atOnce,
    makeWorks: async (id, asked) => {
      const lab = labs.get(id);
      if (!lab) throw new RangeError(`The demo has no lab "${id}".`);
      return buildAnswers({ ...lab.start, generate: await loadGenerate(id) }, asked, engine);
    },
    onProgress: (done, all) => {
      tell({ type: 'progress', made: done, all });
    },
  });
  tell({ type: 'made', demo: await sortedFiles(made) });
}
