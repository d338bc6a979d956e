import type { Plugin } from 'vite';

const LATE = '?late';

/**
 * Lets a script import the address of a module: `import address from './keep.ts?late'`, for `import(address)` later.
 *
 * A written-out `import()` would bring Vite's preloading of parts along, which a lesson's page has no use for.
 */
export function lateModule(): Plugin {
  return {
    name: 'plumbline:late-module',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(LATE)) return undefined;
      const module = await this.resolve(source.slice(0, -LATE.length), importer);
      return module ? `${module.id}${LATE}` : undefined;
    },
    load(id) {
      if (!id.endsWith(LATE)) return undefined;
      const module = id.slice(0, -LATE.length);
      if (this.environment.config.command === 'serve') {
        return `export default ${JSON.stringify(`/@fs${module}`)};`;
      }
      const file = this.emitFile({ type: 'chunk', id: module, preserveSignature: 'strict' });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
