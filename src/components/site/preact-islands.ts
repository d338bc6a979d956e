import type { AstroIntegration } from 'astro';
import { getRenderer } from '@astrojs/preact/container-renderer';

/** What the renderer of `@astrojs/preact` asks its integration for, which would stand in its place. */
const OPTIONS = 'astro:preact:opts';
/**
 * Whether a component is Preact's is told by a file's name, and no name is asked for: there is one renderer. Otherwise each
 * island would be rendered once more, to see whether it can be.
 */
const NO_FILE = '{ include: [/^no-file$/] }';

/**
 * Renders islands with Preact, by the renderer of `@astrojs/preact`, without its preset for Vite. That loads Babel and hands
 * every script of the site to JavaScript twice, to no end: Vite's own compiler reads JSX as tsconfig.json says.
 */
export function preactIslands(): AstroIntegration {
  return {
    name: 'plumbline:preact-islands',
    hooks: {
      'astro:config:setup': ({ addRenderer, command, updateConfig }) => {
        addRenderer(getRenderer(command === 'dev'));
        const exactly = (id: string): { id: RegExp } => ({ id: new RegExp(`^${id}$`) });
        updateConfig({
          vite: {
            optimizeDeps: { include: ['@astrojs/preact/server.js'] },
            environments: {
              client: {
                optimizeDeps: {
                  include: [
                    '@astrojs/preact/client.js',
                    'preact',
                    'preact/jsx-runtime',
                    'preact/hooks',
                    '@astrojs/preact > @preact/signals',
                  ],
                },
              },
            },
            plugins: [
              {
                name: 'plumbline:preact-options',
                resolveId: { filter: exactly(OPTIONS), handler: () => `\0${OPTIONS}` },
                load: {
                  filter: exactly(`\0${OPTIONS}`),
                  handler: () => `export default ${NO_FILE};`,
                },
              },
            ],
          },
        });
      },
    },
  };
}
