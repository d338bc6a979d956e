import {
  evidenceFaultLine,
  openCohortStore,
  readSubmission,
  SimilarWorks,
  type SimilarPair,
  type Submission,
} from '#cohort';
import { fromJsonTree, layAnswerOver, type JsonTree } from '#container';
import { loadGenerate } from '../../workbench/load-generate.ts';
import { faultOf } from '../desk/fault-words.ts';

export type ReviewRequest =
  | { readonly type: 'open'; readonly bytes: Uint8Array }
  /** Compares all hand-ins of a lab. `starter` is what all of its learners begin with, each with data of their own besides. */
  | {
      readonly type: 'similar';
      readonly cohort: string;
      readonly lab: string;
      readonly starter: JsonTree;
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
    const similar = new SimilarWorks();
    const generate = await loadGenerate(request.lab);
    const starter = fromJsonTree(request.starter);
    let works = 0;
    for (const handIn of await store.handIns(request.cohort)) {
      if (handIn.item.kind !== 'lab' || handIn.item.id !== request.lab) continue;
      const { manifest, work } = opened(await store.bundle(handIn));
      const { learner, bundleSha256: id } = handIn;
      const { seed } = manifest;
      const own = layAnswerOver(starter, (await generate?.(seed)) ?? {});
      similar.add({ id, learner, seed }, work, own);
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
