import type { ExamPaper } from '#assessment';
import { openCohortStore, statisticsOfHandIns, type HandInStatistics } from '#cohort';
import { faultOf } from '../desk/fault-words.ts';

export interface ItemsRequest {
  /** Id of the cohort. */
  readonly cohort: string;
  /** The questions of the exams that were handed in. */
  readonly papers: readonly ExamPaper[];
}

export type ItemsAnswer =
  | { readonly type: 'done'; readonly statistics: HandInStatistics }
  | { readonly type: 'failed'; readonly reason: string };

/** Reads the exams that a cohort handed in and counts their answers, beside the page, which never waits for it. */
addEventListener('message', ({ data }: MessageEvent<ItemsRequest>) => {
  void answer(data).then((last) => {
    postMessage(last);
  });
});

async function answer({ cohort, papers }: ItemsRequest): Promise<ItemsAnswer> {
  try {
    const store = await openCohortStore();
    const files: { name: string; bytes: Uint8Array }[] = [];
    for (const handIn of await store.handIns(cohort)) {
      if (handIn.item.kind !== 'exam') continue;
      files.push({ name: handIn.fileName, bytes: await store.bundle(handIn) });
    }
    store.close();
    return { type: 'done', statistics: statisticsOfHandIns(files, papers) };
  } catch (error) {
    return { type: 'failed', reason: faultOf(error) };
  }
}
