import {
  evidenceFaultLine,
  openCohortStore,
  readSubmission,
  SimilarWorks,
  type SimilarPair,
  type Submission,
} from '#cohort';
import type { FileTree } from '#container';
import { faultOf } from '../desk/fault-words.ts';

export type ReviewRequest =
  | { readonly type: 'open'; readonly bytes: Uint8Array }
  /** Compares all hand-ins of a lab. `starter` is what nobody has written. */
  | {
      readonly type: 'similar';
      readonly cohort: string;
      readonly lab: string;
      readonly starter: FileTree;
    };

export type ReviewAnswer =
  | { readonly type: 'opened'; readonly submission: Submission }
  | { readonly type: 'compared'; readonly pairs: readonly SimilarPair[]; readonly works: number }
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
    const similar = new SimilarWorks(request.starter);
    let works = 0;
    for (const handIn of await store.handIns(request.cohort)) {
      if (handIn.item.kind !== 'lab' || handIn.item.id !== request.lab) continue;
      const { manifest, work } = opened(await store.bundle(handIn));
      const { learner, bundleSha256 } = handIn;
      similar.add({ id: bundleSha256, learner, seed: manifest.seed }, work);
      works += 1;
    }
    store.close();
    return { type: 'compared', pairs: similar.pairs(), works };
  } catch (error) {
    return { type: 'failed', reason: faultOf(error) };
  }
}

function opened(bytes: Uint8Array): Submission {
  const read = readSubmission(bytes);
  if (read.faults) throw new RangeError(evidenceFaultLine(read.faults[0]));
  return read.value;
}
