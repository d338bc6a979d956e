import {
  collectForCohort,
  openCohortStore,
  sourceOfBlob,
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

export interface CollectRequest {
  readonly cohort: Cohort;
  readonly labs: readonly string[];
  readonly exams: readonly string[];
  readonly files: readonly DroppedFile[];
  /** When they were received, where the instructor told; else each file's own date. ISO 8601 in UTC. */
  readonly receivedAt: string | undefined;
}

export type CollectAnswer =
  | { readonly type: 'progress'; readonly progress: CollectProgress }
  | { readonly type: 'done'; readonly outcome: CollectOutcome }
  | { readonly type: 'failed'; readonly reason: string };

/** Reads, verifies and keeps hand-ins beside the page, which never waits for it. */
addEventListener('message', ({ data }: MessageEvent<CollectRequest>) => {
  void answer(data).then((last) => {
    postMessage(last);
  });
});

async function answer(request: CollectRequest): Promise<CollectAnswer> {
  const { cohort, labs, exams, files, receivedAt } = request;
  try {
    const store = await openCohortStore();
    const offered = files.map(({ name, file }) => ({
      name,
      receivedAt: receivedAt ?? new Date(file.lastModified).toISOString(),
      source: sourceOfBlob(file),
    }));
    let toldAt = 0;
    const outcome = await collectForCohort(store, cohort, offered, {
      gradable: { labs: new Set(labs), exams: new Set(exams) },
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
