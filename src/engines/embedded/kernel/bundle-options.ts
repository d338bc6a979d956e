/** What esbuild must be told to bundle `kernel-worker.ts`. Paths are relative to this folder. */
export const kernelBundle = {
  entry: 'kernel-worker.ts',
} as const;
