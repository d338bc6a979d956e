import type { GenerateAnswer, GenerateRequest } from './generate-worker.ts';

/**
 * The files of a lab for a learner with this seed, and the digest of each, made in a worker of its own that ends with it.
 *
 * @throws Error that says why the data could not be made or the worker not be started.
 */
export async function generateData(
  request: GenerateRequest,
): Promise<Omit<Extract<GenerateAnswer, { type: 'made' }>, 'type'>> {
  const worker = new Worker(new URL('./generate-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<GenerateAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<GenerateAnswer>) => {
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message || 'its worker could not be started'));
      };
      worker.postMessage(request);
    });
    if (answer.type === 'failed') throw new Error(answer.reason);
    return answer;
  } finally {
    worker.terminate();
  }
}
