import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Row } from '../row.ts';
import { writeCorpus } from './corpus.ts';
import { writePlainSite } from './plain-site.ts';
import { runBuild } from './run-build.ts';

const ROOT = join(import.meta.dirname, '../../../..');
/** What the site is built from, beside its content. */
const OWN = ['astro.config.mjs', 'package.json', 'site.yaml', 'src', 'tsconfig.json'];

/** A generated site that was built, and a plain one of the same lessons. */
interface BuiltPair {
  readonly lessons: number;
  /** The folders with what was built. */
  readonly ours: string;
  readonly plain: string;
  /** `<course>/<lesson>` in reading order. */
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Builds for each number of lessons; then what a lesson weighs where there are most, beside the smallest site.
 *
 * @throws LabError `BuildFailed`
 */
export async function timeBuilds(counts: readonly number[]): Promise<readonly Row[]> {
  const pairs: BuiltPair[] = [];
  for (const count of counts) pairs.push(await buildPair(count));
  const [first] = pairs;
  const pageOf = ({ ours, ids: [id = ''] }: BuiltPair): string =>
    join(ours, 'courses', id, 'index.html');
  return pairs.flatMap((pair): Row[] => {
    const smallest = first ? brotliOf(pageOf(first)) : 0;
    const row = {
      group: groupOf(pair.lessons),
      name: 'HTML of a lesson, brotli',
      unit: 'bytes',
    } as const;
    const baseline = { name: `the same at ${first?.lessons ?? 0} lessons`, value: smallest };
    return [
      ...pair.rows,
      { ...row, values: [brotliOf(pageOf(pair))], ...(pair === first ? {} : { baseline }) },
    ];
  });
}

const groupOf = (lessons: number): string =>
  `Build of ${lessons.toLocaleString('en-GB')} generated lessons`;

/**
 * Makes a corpus of so many lessons, builds our site and a plain one from it, and ours once more after one lesson was
 * changed. The folders lie below `.cache/bench/` and stay, to be looked at.
 *
 * @throws LabError `BuildFailed`
 */
async function buildPair(lessons: number): Promise<BuiltPair> {
  const group = groupOf(lessons);
  const folder = join(ROOT, '.cache/bench', String(lessons));
  rmSync(folder, { recursive: true, force: true });
  const [ours, plain] = [join(folder, 'ours'), join(folder, 'plain')];
  const ids = writeCorpus(ours, lessons);
  for (const path of OWN) cpSync(join(ROOT, path), join(ours, path), { recursive: true });
  mkdirSync(join(ours, 'labs'));
  mkdirSync(join(ours, 'content/glossary'), { recursive: true });
  // The engine's parts are the same for any number of lessons: they come from the build of the real site.
  for (const cache of ['engine', 'engine-build']) {
    const made = join(ROOT, '.cache', cache);
    if (existsSync(made))
      cpSync(made, join(ours, '.cache', cache), { recursive: true, preserveTimestamps: true });
  }
  writePlainSite(plain);
  cpSync(join(ours, 'content'), join(plain, 'content'), { recursive: true });

  const floor = await runBuild(plain);
  const cold = await runBuild(ours);
  changeOne(ours, ids[Math.floor(ids.length / 2)] ?? '');
  const warm = await runBuild(ours);

  const rows: Row[] = [
    { group, name: 'plain Astro, CPU', unit: 's', values: [floor.cpuS] },
    {
      group,
      name: 'ours, with search and quizzes, CPU',
      unit: 's',
      values: [cold.cpuS],
      baseline: { name: 'plain', value: floor.cpuS },
    },
    {
      group,
      name: 'ours again, one lesson changed, CPU',
      unit: 's',
      values: [warm.cpuS],
      baseline: { name: 'the first build', value: cold.cpuS },
    },
    ...memory(group, cold.peakMiB, floor.peakMiB),
    {
      group,
      name: 'HTML of the whole site',
      unit: 'bytes',
      values: [htmlBytes(join(ours, 'dist'))],
      baseline: { name: 'plain', value: htmlBytes(join(plain, 'dist')) },
    },
    searchBytes(group, join(ours, 'dist/search'), lessons),
  ];
  return { lessons, ours: join(ours, 'dist'), plain: join(plain, 'dist'), ids, rows };
}

function memory(group: string, ours: number | undefined, plain: number | undefined): Row[] {
  if (ours === undefined || plain === undefined) return [];
  const baseline = { name: 'plain', value: plain };
  return [{ group, name: 'highest resident memory', unit: 'MiB', values: [ours], baseline }];
}

function changeOne(root: string, id: string): void {
  const file = join(root, `content/courses/${id.replace('/', '/lessons/')}.mdx`);
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
}

function searchBytes(group: string, folder: string, lessons: number): Row {
  const files = readdirSync(folder).filter((file) => file.endsWith('.bin'));
  const bytes = files.reduce((sum, file) => sum + brotliOf(join(folder, file)), 0);
  return {
    group,
    name: 'search index, brotli, for each lesson',
    unit: 'bytes',
    values: [bytes / lessons],
  };
}

function htmlBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && !/^(?:engine|labs)/.test(file))
    .reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0);
}

/** Bytes of a file on the wire, with brotli at its best. */
function brotliOf(file: string): number {
  return brotliCompressSync(readFileSync(file)).length;
}
