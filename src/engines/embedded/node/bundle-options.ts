/**
 * What esbuild must be told to bundle `node-worker.ts`: packages that were written for Node find the layer's own modules,
 * and the platform's where that has them. Paths are relative to this folder.
 */
export const nodeBundle = {
  entry: 'node-worker.ts',
  alias: {
    events: 'modules/events.ts',
    process: 'core/process-for-packages.ts',
    'abort-controller': 'core/abort-for-packages.ts',
  },
  inject: ['core/buffer-global.ts'],
} as const;
