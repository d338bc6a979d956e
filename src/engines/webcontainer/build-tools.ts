import { join } from 'node:path';
import { buildStep, ROOT, writeWhole } from '../embedded/host/build-step.ts';
import { shortHash } from '../embedded/host/bundle-workers.ts';
import { shellBundle } from '../embedded/shell/bundle-options.ts';

/** Where the bundle of the tools is written. Absolute. */
const FOLDER = join(ROOT, '.cache/engine-build/webcontainer');

/**
 * Bundles the lab's shell, git and other programs into one CommonJS file for Node.
 *
 * @returns its absolute path; the name holds the hash of the contents
 * @throws Error of esbuild when a source does not build
 */
export function bundleTools(): Promise<string> {
  return buildStep('webcontainer-tools', '', async () => {
    const { build } = await import('esbuild');
    const { outputFiles, metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [join(import.meta.dirname, 'tools/main.ts')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'cjs',
      platform: 'node',
      // The Node of a WebContainer is older than ours.
      target: 'node18',
      minify: true,
      legalComments: 'none',
      logLevel: 'silent',
      define: { ...shellBundle.define },
    });
    const script = outputFiles[0]?.contents ?? new Uint8Array(0);
    const path = join(FOLDER, `webcontainer-tools.${shortHash(script)}.cjs`);
    await writeWhole(path, script);
    const inputs = Object.keys(metafile.inputs)
      .map((input) => input.replace(/^[a-z-]+:/, ''))
      .map((input) => join(ROOT, input));
    return {
      value: path,
      outputs: [path],
      inputs: [...inputs, join(import.meta.dirname, 'build-tools.ts')],
    };
  });
}
