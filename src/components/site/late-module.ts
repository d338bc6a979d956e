import type { Plugin } from 'vite';

const LATE = '?late';
/** Asks only for such addresses: a hook that is asked for every one takes longer than all that it does. */
const filter = { id: /\?late$/ };

/**
 * Lets a script import the address of a module: `import address from './keep.ts?late'`, for `import(address)` later.
 *
 * A written-out `import()` would bring Vite's preloading of parts along, which a lesson's page has no use for.
 */
export function lateModule(): Plugin {
  return {
    name: 'plumbline:late-module',
    enforce: 'pre',
    resolveId: {
      filter,
      async handler(source, importer) {
        const module = await this.resolve(source.slice(0, -LATE.length), importer);
        return module ? `${module.id}${LATE}` : undefined;
      },
    },
    load: {
      filter,
      handler(id) {
        const module = id.slice(0, -LATE.length);
        if (this.environment.config.command === 'serve') {
          return `export default ${JSON.stringify(`/@fs${module}`)};`;
        }
        const file = this.emitFile({ type: 'chunk', id: module, preserveSignature: 'strict' });
        return `export default import.meta.ROLLUP_FILE_URL_${file};`;
      },
    },
  };
}
