import type { HandIn, SimilarPair, Submission } from '#cohort';
import type { JsonTree } from '#container';
import type { ReviewAnswer, ReviewRequest } from './review-worker.ts';

/** A work as it was handed in. @throws Error with the reason. */
export async function openWork(bytes: Uint8Array): Promise<Submission> {
  const answer = await ask({ type: 'open', bytes });
  if (answer.type === 'opened') return answer.submission;
  throw new Error('Another answer came than was asked for.');
}

/** Which of the hand-ins of one lab resemble each other, pairs in the order of `handIns`. @throws Error with the reason. */
export async function findSimilar(about: {
  readonly lab: string;
  readonly handIns: readonly HandIn[];
  readonly starter: JsonTree;
}): Promise<readonly SimilarPair[]> {
  const answer = await ask({ type: 'similar', ...about });
  if (answer.type === 'compared') return answer.pairs;
  throw new Error('Another answer came than was asked for.');
}

async function ask(request: ReviewRequest): Promise<ReviewAnswer> {
  const worker = new Worker(new URL('./review-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<ReviewAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ReviewAnswer>) => {
        if (data.type === 'failed') reject(new RangeError(data.reason));
        else resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message || 'its worker could not be started'));
      };
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
