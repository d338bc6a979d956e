import { join } from 'node:path';

/** Astro's command. */
export const ASTRO = join(import.meta.dirname, '../../node_modules/astro/bin/astro.mjs');

/**
 * What a build runs under. The bundler's allocator asks Linux for pages of 2 MiB, of which each is cleared whole where a few
 * kilobytes of it are used: without them a build takes less memory and less CPU time (docs/performance.md).
 */
export const BUILD_ENV = { MIMALLOC_ALLOW_THP: '0' } as const;
