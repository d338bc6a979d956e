import type { FileTree } from '#container';
import { loadGenerate } from './load-generate.ts';

/** Which lab's data is wanted, and for whom. */
export interface GenerateRequest {
  readonly lab: string;
  readonly seed: string;
}

export type GenerateAnswer =
  | { readonly type: 'made'; readonly files: FileTree }
  | { readonly type: 'failed'; readonly reason: string };

/** Makes a lab's data beside the page, so that the page never waits for a table to be drawn. */
addEventListener('message', ({ data }: MessageEvent<GenerateRequest>) => {
  void answer(data).then((made) => {
    postMessage(made);
  });
});

async function answer({ lab, seed }: GenerateRequest): Promise<GenerateAnswer> {
  try {
    const generate = await loadGenerate(lab);
    return { type: 'made', files: (await generate?.(seed)) ?? {} };
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
