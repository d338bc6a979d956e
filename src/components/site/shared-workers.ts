import { basename, dirname, resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

/** Where a script starts a worker, as Vite's own bundling of workers looks for it. */
const STARTS = /\bnew Worker\(\s*(new URL\(\s*'(\.[^']+)',\s*import\.meta\.url\s*\))/g;

/** The workers that read and write a cohort's files: most of their modules are the same. */
export const COHORT_WORKERS: readonly string[] = [
  'src/components/assessment/exam-pack/audit-worker.ts',
  'src/components/cohort/regrade/grading-worker.ts',
  'src/components/teach/collect/collect-worker.ts',
  'src/components/teach/demo/demo-worker.ts',
  'src/components/teach/insight/items-worker.ts',
  'src/components/teach/review/review-worker.ts',
];

type Options = NonNullable<Rolldown.RolldownOptions['experimental']>;

/** Workers in one bundle. */
export interface WorkerBundle {
  /** Every script of it; what several workers take lies in scripts of its own. */
  readonly chunks: readonly Rolldown.OutputChunk[];
  /** The script that each worker starts with, by the path of its source. */
  readonly starts: ReadonlyMap<string, string>;
  /** Paths of all modules that were read for them. */
  readonly read: ReadonlySet<string>;
}

/**
 * Bundles workers of the site together. Vite bundles each by itself, and reads and writes what they share once for each.
 *
 * @param entries from the root of the site
 */
export function sharedWorkers(entries: readonly string[], experimental: Options): Plugin {
  let root = '';
  let bundle: Promise<WorkerBundle> | undefined;
  return {
    name: 'plumbline:shared-workers',
    enforce: 'pre',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    configResolved(config) {
      root = config.root;
    },
    transform: {
      filter: { code: STARTS },
      async handler(code, id) {
        const own = [...code.matchAll(STARTS)].flatMap(([, address = '', path = '']) => {
          const source = resolve(dirname(id), path);
          return entries.some((entry) => resolve(root, entry) === source)
            ? { address, source }
            : [];
        });
        if (own.length === 0) return undefined;
        const { chunks, starts } = await (bundle ??= bundleWorkers(root, entries, experimental));
        const written = new Map(
          chunks.map(({ fileName, code: source }) => [
            fileName,
            this.emitFile({ type: 'asset', fileName, source }),
          ]),
        );
        let built = code;
        for (const { address, source } of own) {
          const file = written.get(starts.get(source) ?? '') ?? '';
          built = built.replace(
            address,
            `new URL(/* @vite-ignore */ import.meta.ROLLDOWN_FILE_URL_${file}, '' + import.meta.url)`,
          );
        }
        return { code: built, map: null };
      },
    },
  };
}

/** Bundles workers together, and writes nothing. */
export async function bundleWorkers(
  root: string,
  entries: readonly string[],
  experimental: Options,
): Promise<WorkerBundle> {
  const read = new Set<string>();
  const names = '_astro/[name].[hash].js';
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    plugins: [
      {
        name: 'plumbline:modules-read',
        moduleParsed: ({ id }) => {
          read.add(id);
        },
      },
    ],
    build: {
      write: false,
      copyPublicDir: false,
      target: 'esnext',
      // As a library: a worker has no document into which Vite's preloading of parts could put links.
      lib: {
        formats: ['es'],
        entry: Object.fromEntries(
          entries.map((entry) => [basename(entry, '.ts'), resolve(root, entry)]),
        ),
      },
      rolldownOptions: {
        experimental,
        output: { entryFileNames: names, chunkFileNames: names, minify: true },
      },
    },
  });
  const chunks = [built]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((part) => part.type === 'chunk');
  const starts = new Map(
    chunks.flatMap(({ isEntry, facadeModuleId, fileName }) =>
      isEntry && facadeModuleId !== null ? [[facadeModuleId, fileName] as const] : [],
    ),
  );
  return { chunks, starts, read };
}
