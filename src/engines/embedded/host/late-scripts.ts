import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { ROOT } from './build-step.ts';

const RUN_LATE = join(ROOT, 'src/engines/embedded/kernel/run-late.ts');
const LATE = /^late:/;

/** Bundles what a worker imports from `late:…`, and knows afterwards what that was made from. */
export interface LateScripts {
  readonly plugin: Plugin;
  /** Paths as esbuild's metafile has them. */
  readonly inputs: readonly string[];
}

/**
 * A worker that somebody waits for must parse all of its script before it does anything, and most of it is for later. A
 * late module is in the bundle as a string, which costs next to nothing to read past, and is parsed with the first call
 * of the function that stands for it.
 *
 * A late module has its own copy of every module that both it and the rest of the bundle import: what is shared must hold no
 * state.
 */
export function lateScripts(options: BuildOptions): LateScripts {
  const inputs: string[] = [];
  const plugin: Plugin = {
    name: 'late-scripts',
    setup(build) {
      build.onResolve({ filter: LATE }, ({ path, resolveDir }) => ({
        path: path.replace(LATE, ''),
        namespace: 'late',
        pluginData: resolveDir,
      }));
      build.onLoad({ filter: /./, namespace: 'late' }, async ({ path, pluginData }) => {
        const resolveDir = String(pluginData);
        const variable = `late_${path.replace(/\W+/g, '_')}`;
        const { outputFiles, metafile } = await build.esbuild.build({
          ...options,
          entryPoints: [],
          stdin: { contents: `export * from ${JSON.stringify(path)};`, resolveDir },
          // Whoever stands in for the module in the bundle is the one who loads it late.
          alias: Object.fromEntries(
            Object.entries(options.alias ?? {}).filter(([name]) => name !== path),
          ),
          globalName: variable,
          metafile: true,
          write: false,
        });
        inputs.push(...Object.keys(metafile.inputs).filter((input) => input !== '<stdin>'));
        const source = JSON.stringify(outputFiles[0]?.text ?? '');
        return {
          contents: [
            `import { runLate } from ${JSON.stringify(RUN_LATE)};`,
            'let module;',
            `export default () => (module ??= runLate(${source}, ${JSON.stringify(variable)}));`,
          ].join('\n'),
          resolveDir,
        };
      });
    },
  };
  return { plugin, inputs };
}
