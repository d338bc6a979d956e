/**
 * What esbuild must be told to bundle `shell-worker.ts` for a worker: just-bash is written for Node and imports its zlib
 * and its global `Buffer`. Paths are relative to this folder.
 */
export const shellBundle = {
  entry: 'shell-worker.ts',
  /** Module names to be answered by files of this folder. */
  alias: {
    'just-bash/browser': 'late-just-bash.ts',
    'node:zlib': 'zlib.ts',
    turndown: 'turndown.ts',
  },
  inject: ['buffer-global.ts'],
  define: { 'process.env.DEBUG': 'undefined' },
} as const;
