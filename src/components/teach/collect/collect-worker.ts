import {
  collectForCohort,
  openCohortStore,
  sourceOfBlob,
  type AssignedItem,
  type Cohort,
  type CollectOutcome,
  type CollectProgress,
} from '#cohort';
import { faultOf } from '../desk/fault-words.ts';

/** A file that was dropped, with the path below what was dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly file: File;
}

/** What the page says: files, some at a time, and last what is to be done with them. */
export type ToCollect =
  | { readonly type: 'files'; readonly files: readonly DroppedFile[] }
  | ({ readonly type: 'collect' } & Omit<CollectRequest, 'files'>);

export interface CollectRequest {
  readonly cohort: Cohort;
  /** What can be graded here. */
  readonly items: readonly Pick<AssignedItem, 'kind' | 'id'>[];
  readonly files: readonly DroppedFile[];
  /** When they were received, where the instructor told; else each file's own date. ISO 8601 in UTC. */
  readonly receivedAt: string | undefined;
}

export type CollectAnswer =
  | { readonly type: 'progress'; readonly progress: CollectProgress }
  | { readonly type: 'done'; readonly outcome: CollectOutcome }
  | { readonly type: 'failed'; readonly reason: string };

const files: DroppedFile[] = [];

/** Reads, verifies and keeps hand-ins beside the page, which never waits for it. */
addEventListener('message', ({ data }: MessageEvent<ToCollect>) => {
  if (data.type === 'files') {
    files.push(...data.files);
    return;
  }
  void answer({ ...data, files }).then((last) => {
    postMessage(last);
  });
});

async function answer(request: CollectRequest): Promise<CollectAnswer> {
  const { cohort, items, files, receivedAt } = request;
  const of = (wanted: AssignedItem['kind']): ReadonlySet<string> =>
    new Set(items.flatMap(({ kind, id }) => (kind === wanted ? [id] : [])));
  try {
    const store = await openCohortStore();
    const offered = files.map(({ name, file }) => ({
      name,
      receivedAt: receivedAt ?? new Date(file.lastModified).toISOString(),
      source: sourceOfBlob(file),
    }));
    let toldAt = 0;
    const outcome = await collectForCohort(store, cohort, offered, {
      gradable: { labs: of('lab'), exams: of('exam'), quizzes: of('quiz'), lessons: of('lesson') },
      onProgress: (progress) => {
        // Ten times a second is as fast as anybody reads.
        if (performance.now() - toldAt < 100) return;
        toldAt = performance.now();
        const told: CollectAnswer = { type: 'progress', progress };
        postMessage(told);
      },
    });
    return { type: 'done', outcome };
  } catch (error) {
    return { type: 'failed', reason: faultOf(error) };
  }
}
