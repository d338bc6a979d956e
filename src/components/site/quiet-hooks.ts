import type { Plugin } from 'vite';

/** Astro looks for pages in this folder, and the bundler names files with either slash. */
const OF_PAGES = /[\\/]src[\\/]pages[\\/]/;

/**
 * Hooks that the bundler would call for every module, or every import of one, to be told that it is none of theirs; and what a
 * module or an import must look like for a hook to have work at all. `none`: what it waits for does not exist in this site,
 * which imports no Markdown and whose texts name what they import in full.
 *
 * Each such call waits for the one thread of JavaScript: 27,000 of them took 0.9 of 12.4 s in a build of eight lessons
 * (docs/performance.md).
 */
export const QUIET: Readonly<
  Record<string, readonly ['resolveId' | 'transform', RegExp | 'none']>
> = {
  'astro:markdown': ['resolveId', 'none'],
  '@mdx-js/rolldown': ['resolveId', 'none'],
  'astro:session-provider': ['resolveId', /[\\/]session[\\/]/],
  'astro:scripts:page-ssr': ['transform', OF_PAGES],
  'astro:routes': ['transform', OF_PAGES],
};

/** Spares a build the calls of hooks that have nothing to do. */
export function quietHooks(): Plugin {
  return {
    name: 'plumbline:quiet-hooks',
    apply: 'build',
    configResolved({ plugins }) {
      for (const plugin of plugins as Plugin[]) {
        const [hook, id] = QUIET[plugin.name] ?? [];
        if (hook === undefined || id === undefined || plugin[hook] === undefined) continue;
        const known = plugin[hook];
        const handler = typeof known === 'function' ? known : known.handler;
        Object.assign(plugin, {
          [hook]: id === 'none' ? undefined : { handler, filter: { id } },
        });
      }
    },
  };
}
