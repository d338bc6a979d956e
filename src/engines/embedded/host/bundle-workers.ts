import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { gitBundleOptions } from '../git/bundle-options.ts';
import { nodeBundle } from '../node/bundle-options.ts';
import { shellBundle } from '../shell/bundle-options.ts';
import type { WorkerKind } from '../kernel/host-protocol.ts';
import { buildStep, ROOT, writeWhole } from './build-step.ts';
import { lateScripts } from './late-scripts.ts';

const EMBEDDED = join(ROOT, 'src/engines/embedded');
const BUNDLES = join(ROOT, '.cache/engine-build/bundles');

/** How one worker is bundled: its folder under `embedded/`, and what esbuild must be told besides. */
interface Bundle {
  readonly folder: string;
  readonly entry: string;
  /** Paths are relative to the folder or, with `./` before them, to the root. */
  readonly alias?: Readonly<Record<string, string>>;
  readonly inject?: readonly string[];
  readonly define?: Readonly<Record<string, string>>;
  /** `browser` unless told: a classic script. For `node` it is a CommonJS module. */
  readonly platform?: 'node';
}

const WORKERS: Readonly<Record<WorkerKind, Bundle>> = {
  // Git runs in the kernel, so the kernel's bundle holds what git needs.
  kernel: { folder: 'kernel', entry: 'kernel-worker.ts', ...gitBundleOptions },
  shell: { folder: 'shell', ...shellBundle },
  python: { folder: 'python', entry: 'python-worker.ts' },
  node: { folder: 'node', ...nodeBundle },
  tools: { folder: 'programs', entry: 'tools-worker.ts' },
  sqlite: { folder: 'programs', entry: 'sqlite-worker.ts' },
};

export interface Bundled {
  /** A classic script. Absolute path; the name holds the hash of the contents. */
  readonly path: string;
}

/** Bundles one worker into one classic script, the same for browsers and Node. */
export function bundleWorker(kind: WorkerKind): Promise<Bundled> {
  return bundle(`${kind}-worker`, WORKERS[kind]);
}

/** Bundles the script of the frame. */
export function bundleFrame(): Promise<Bundled> {
  return bundle('frame', { folder: 'frame', entry: 'frame.ts' });
}

/** Bundles the main script of the child process in which an isolated engine runs: for Node, not for a browser. */
export function bundleIsolatedChild(): Promise<Bundled> {
  return bundle('isolated-child', {
    folder: 'host',
    entry: 'isolated-child.ts',
    platform: 'node',
  });
}

/** Bundles the script of the preview's sandbox. */
export function bundlePreview(): Promise<Bundled> {
  return bundle('preview', { folder: 'frame', entry: 'preview.ts' });
}

function bundle(
  name: string,
  { folder, entry, alias, inject, define, platform }: Bundle,
): Promise<Bundled> {
  const at = (file: string) =>
    file.startsWith('./') ? join(ROOT, file) : join(EMBEDDED, folder, file);
  return buildStep(`bundle-${name}`, '', async () => {
    // Only a build needs esbuild; what is built runs without it.
    const { build } = await import('esbuild');
    const options = {
      absWorkingDir: ROOT,
      entryPoints: [at(entry)],
      bundle: true,
      write: false,
      metafile: true,
      format: platform === 'node' ? 'cjs' : 'iife',
      platform: platform ?? 'browser',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      loader: { '.py': 'text' },
      logLevel: 'silent',
      inject: (inject ?? []).map(at),
      define: { ...define },
      alias: Object.fromEntries(Object.entries(alias ?? {}).map(([from, to]) => [from, at(to)])),
    } satisfies BuildOptions;
    const late = lateScripts(options);
    const { outputFiles, metafile } = await build({ ...options, plugins: [late.plugin] });
    const script = outputFiles[0]?.contents ?? new Uint8Array(0);
    const ending = platform === 'node' ? 'cjs' : 'js';
    const path = join(BUNDLES, `${name}.${shortHash(script)}.${ending}`);
    await writeWhole(path, script);
    return {
      value: { path },
      outputs: [path],
      inputs: [
        ...[...Object.keys(metafile.inputs), ...late.inputs]
          .filter((input) => !input.startsWith('late:'))
          .map((input) => input.replace(/^[a-z-]+:/, ''))
          .map((input) => join(ROOT, input)),
        join(EMBEDDED, 'host/bundle-workers.ts'),
        join(EMBEDDED, 'host/late-scripts.ts'),
      ],
    };
  });
}

/** Enough of a SHA-256 to name a file by. */
export function shortHash(contents: Uint8Array | string): string {
  return createHash('sha256').update(contents).digest('hex').slice(0, 16);
}
