import type { CollectOutcome, CollectProgress } from '#cohort';
import type { CollectAnswer, CollectRequest } from './collect-worker.ts';

/**
 * Collects in a worker of its own, which ends with it.
 *
 * @throws Error that says why it could not be done.
 */
export async function runCollect(
  request: CollectRequest,
  onProgress: (progress: CollectProgress) => void,
): Promise<CollectOutcome> {
  const worker = new Worker(new URL('./collect-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<CollectOutcome>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<CollectAnswer>) => {
        if (data.type === 'progress') onProgress(data.progress);
        else if (data.type === 'done') resolve(data.outcome);
        else reject(new RangeError(data.reason));
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
