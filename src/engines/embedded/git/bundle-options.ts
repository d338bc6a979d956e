/** What esbuild needs to bundle git for a worker; paths are from the repository's root. */
export const gitBundleOptions = {
  inject: ['./src/engines/embedded/git/buffer-global.ts'],
  alias: { 'sha.js/sha1.js': './src/engines/embedded/git/sha1-hash.ts' },
} as const;
