import { fromJsonTree, layAnswerOver, type FileTree } from '#container';
import { digestsOf } from '#progress';
import { loadGenerate } from './load-generate.ts';
import type { StarterFile } from './served-files.ts';

/** Which lab's files are wanted, for whom, and what everybody is given of them. */
export interface GenerateRequest {
  readonly lab: string;
  readonly seed: string;
  readonly files: StarterFile['files'];
}

export type GenerateAnswer =
  | { readonly type: 'made'; readonly tree: FileTree; readonly origin: Record<string, string> }
  | { readonly type: 'failed'; readonly reason: string };

/** Makes a lab's files and their digests beside the page, so that the page never waits for a table to be drawn. */
addEventListener('message', ({ data }: MessageEvent<GenerateRequest>) => {
  void answer(data).then((made) => {
    postMessage(made);
  });
});

async function answer({ lab, seed, files }: GenerateRequest): Promise<GenerateAnswer> {
  try {
    const generate = await loadGenerate(lab);
    const tree = layAnswerOver(fromJsonTree(files), (await generate?.(seed)) ?? {});
    return { type: 'made', tree, origin: digestsOf(tree) };
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
