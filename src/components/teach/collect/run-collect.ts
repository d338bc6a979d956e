import type { CollectOutcome, CollectProgress } from '#cohort';
import type { CollectAnswer, CollectRequest, ToCollect } from './collect-worker.ts';

/** Of each file that is posted a browser asks the disk for size and date meanwhile, which takes the page half a millisecond. */
const FILES_AT_A_TIME = 20;

/**
 * Collects in a worker of its own, which ends with it.
 *
 * @throws Error that says why it could not be done.
 */
export async function runCollect(
  { files, ...request }: CollectRequest,
  onProgress: (progress: CollectProgress) => void,
): Promise<CollectOutcome> {
  const worker = new Worker(new URL('./collect-worker.ts', import.meta.url), { type: 'module' });
  const say = (message: ToCollect): void => {
    worker.postMessage(message);
  };
  try {
    const outcome = new Promise<CollectOutcome>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<CollectAnswer>) => {
        if (data.type === 'progress') onProgress(data.progress);
        else if (data.type === 'done') resolve(data.outcome);
        else reject(new RangeError(data.reason));
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message || 'its worker could not be started'));
      };
    });
    // A worker that does not start is told of at the end.
    outcome.catch(() => undefined);
    for (let from = 0; from < files.length; from += FILES_AT_A_TIME) {
      say({ type: 'files', files: files.slice(from, from + FILES_AT_A_TIME) });
      await new Promise((resolve) => setTimeout(resolve));
    }
    say({ type: 'collect', ...request });
    return await outcome;
  } finally {
    worker.terminate();
  }
}
