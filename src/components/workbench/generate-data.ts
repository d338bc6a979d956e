import type { FileTree } from '#container';
import type { GenerateAnswer, GenerateRequest } from './generate-worker.ts';

/**
 * The data of a lab for a learner with this seed, made in a worker of its own that ends with it.
 *
 * @throws Error that says why the data could not be made or the worker not be started.
 */
export async function generateData(request: GenerateRequest): Promise<FileTree> {
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
    return answer.files;
  } finally {
    worker.terminate();
  }
}
