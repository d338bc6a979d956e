import {
  evidenceFaultLine,
  openCohortStore,
  readSubmission,
  SimilarWorks,
  type HandIn,
  type SimilarPair,
  type Submission,
} from '#cohort';
import { fromJsonTree, layAnswerOver, type JsonTree } from '#container';
import { loadGenerate } from '../../workbench/load-generate.ts';
import { faultOf } from '../desk/fault-words.ts';

export type ReviewRequest =
  | { readonly type: 'open'; readonly bytes: Uint8Array }
  /**
   * Compares hand-ins of one lab: of a pair, `a` is the one that stands first in `handIns`. `starter` is what all of its
   * learners begin with, each with data of their own besides.
   */
  | {
      readonly type: 'similar';
      readonly lab: string;
      readonly handIns: readonly HandIn[];
      readonly starter: JsonTree;
    };

export type ReviewAnswer =
  | { readonly type: 'opened'; readonly submission: Submission }
  | { readonly type: 'compared'; readonly pairs: readonly SimilarPair[] }
  | { readonly type: 'failed'; readonly reason: string };

/** Reads and compares works beside the page, which never waits for it. */
addEventListener('message', ({ data }: MessageEvent<ReviewRequest>) => {
  void answer(data).then((last) => {
    postMessage(last);
  });
});

async function answer(request: ReviewRequest): Promise<ReviewAnswer> {
  try {
    if (request.type === 'open') return { type: 'opened', submission: opened(request.bytes) };
    const store = await openCohortStore();
    const similar = new SimilarWorks();
    const generate = await loadGenerate(request.lab);
    const starter = fromJsonTree(request.starter);
    for (const handIn of request.handIns) {
      const { manifest, work } = opened(await store.bundle(handIn));
      const { learner, bundleSha256: id } = handIn;
      const { seed } = manifest;
      const own = layAnswerOver(starter, (await generate?.(seed)) ?? {});
      similar.add({ id, learner, seed }, work, own);
    }
    store.close();
    return { type: 'compared', pairs: similar.pairs() };
  } catch (error) {
    return { type: 'failed', reason: faultOf(error) };
  }
}

function opened(bytes: Uint8Array): Submission {
  const read = readSubmission(bytes);
  if (read.faults) throw new RangeError(evidenceFaultLine(read.faults[0]));
  return read.value;
}
