import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_ENV } from '../../astro-build.ts';
import { wireBytes } from '../../wire-bytes.ts';
import { median, type Row } from '../row.ts';
import { writeCorpus } from './corpus.ts';
import { writePlainSite } from './plain-site.ts';
import { makeEngine, runBuild, type BuildCost } from './run-build.ts';

const ROOT = join(import.meta.dirname, '../../../..');
/** Of plain Astro's CPU time and memory, how much this site may take; and the index's bytes for a lesson. */
const [MOST_CPU, MOST_MEMORY, MOST_INDEX] = [1.25, 1.1, 150];
/** Bytes to the first result of a search: the box, its style, its worker and the first titles. */
const MOST_FIRST = 25_000;
const OF_FIRST_RESULT =
  /^_astro\/search(?:-dialog|-worker)?\.[\w-]+\.(?:js|css)$|^search\/titles\.bin$/;
/** Before the text of a file of the search stands its length. */
const SIZE_BYTES = 4;
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
 * @param runs of each build, in turns
 * @throws LabError `BuildFailed`
 */
export async function timeBuilds(counts: readonly number[], runs: number): Promise<readonly Row[]> {
  const pairs: BuiltPair[] = [];
  for (const count of counts) pairs.push(await buildPair(count, runs));
  const [first] = pairs;
  return pairs.flatMap((pair) => [...pair.rows, ...weights(pair, first ?? pair)]);
}

/** What a lesson's page weighs in a site of so many lessons: beside the smallest site's, and beside a plain page. */
function weights(pair: BuiltPair, first: BuiltPair): readonly Row[] {
  const group = groupOf(pair.lessons);
  const [own, smallest, plain] = [
    pageOf(pair.ours, pair),
    pageOf(first.ours, first),
    pageOf(pair.plain, pair),
  ];
  const [ownFirst, smallestFirst] = [firstResultBytes(pair.ours), firstResultBytes(first.ours)];
  const against = (of: (html: string) => number): Pick<Row, 'baseline'> =>
    pair === first
      ? {}
      : { baseline: { name: `the same at ${first.lessons} lessons`, value: of(smallest) } };
  return [
    {
      group,
      name: 'HTML of a lesson, brotli',
      unit: 'bytes',
      values: [wireBytes(own)],
      ...against(wireBytes),
    },
    {
      group,
      name: 'elements of a lesson',
      unit: 'nodes',
      values: [elementsOf(own)],
      ...against(elementsOf),
    },
    {
      group,
      name: 'elements of a lesson, beside plain',
      unit: 'nodes',
      values: [elementsOf(own)],
      baseline: { name: 'plain', value: elementsOf(plain) },
    },
    {
      group,
      name: 'lessons that a lesson’s page links to',
      unit: 'nodes',
      values: [linkedLessons(own)],
      ...against(linkedLessons),
    },
    {
      group,
      name: 'search: bytes to the first result, brotli',
      unit: 'bytes',
      values: [ownFirst],
      aim: MOST_FIRST,
      ...(pair === first
        ? {}
        : { baseline: { name: `the same at ${first.lessons} lessons`, value: smallestFirst } }),
    },
  ];
}

/** The first lesson's page. */
const pageOf = (dist: string, { ids: [id = ''] }: BuiltPair): string =>
  readFileSync(join(dist, 'courses', id, 'index.html'), 'utf8');

const elementsOf = (html: string): number =>
  html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '<$1>').match(/<[a-z][\w-]*(?=[\s>/])/gi)
    ?.length ?? 0;

const linkedLessons = (html: string): number =>
  new Set(html.match(/href="?\/courses\/[\w-]+\/lesson-\d+\//g)).size;

const groupOf = (lessons: number): string =>
  `Build of ${lessons.toLocaleString('en-GB')} generated lessons`;

/**
 * Makes a corpus of so many lessons, builds our site and a plain one from it, and ours once more after one lesson was
 * changed; all of it `runs` times, in turns. The folders lie below `.cache/bench/` and stay, to be looked at.
 *
 * @throws LabError `BuildFailed`
 */
async function buildPair(lessons: number, runs: number): Promise<BuiltPair> {
  const group = groupOf(lessons);
  const folder = join(ROOT, '.cache/bench', String(lessons));
  rmSync(folder, { recursive: true, force: true });
  const [ours, plain] = [join(folder, 'ours'), join(folder, 'plain')];
  const ids = writeCorpus(ours, lessons);
  for (const path of OWN) cpSync(join(ROOT, path), join(ours, path), { recursive: true });
  mkdirSync(join(ours, 'labs'));
  mkdirSync(join(ours, 'content/glossary'), { recursive: true });
  // The engine's parts are the same for any number of lessons, and are made once for each tree: they are there before the
  // clock runs.
  await makeEngine(ours);
  writePlainSite(plain);
  cpSync(join(ours, 'content'), join(plain, 'content'), { recursive: true });

  const costs: Record<'floor' | 'cold' | 'warm', BuildCost[]> = { floor: [], cold: [], warm: [] };
  for (let run = 0; run < runs; run++) {
    for (const site of [plain, ours]) removeBuilt(site);
    costs.floor.push(await runBuild(plain));
    costs.cold.push(await runBuild(ours, BUILD_ENV));
    changeOne(ours, ids[Math.floor(ids.length / 2)] ?? '');
    costs.warm.push(await runBuild(ours, BUILD_ENV));
  }
  const cpuOf = (builds: readonly BuildCost[]): readonly number[] => builds.map(({ cpuS }) => cpuS);
  const [floorS, coldS] = [median(cpuOf(costs.floor)), median(cpuOf(costs.cold))];

  const rows: Row[] = [
    { group, name: 'plain Astro, CPU', unit: 's', values: cpuOf(costs.floor) },
    {
      group,
      name: 'ours, with search and quizzes, CPU',
      unit: 's',
      values: cpuOf(costs.cold),
      aim: MOST_CPU * floorS,
      baseline: { name: 'plain', value: floorS },
    },
    {
      group,
      name: 'ours again, one lesson changed, CPU',
      unit: 's',
      values: cpuOf(costs.warm),
      baseline: { name: 'the first build', value: coldS },
    },
    ...memory(group, costs.cold, costs.floor),
    {
      group,
      name: 'HTML of the whole site',
      unit: 'bytes',
      values: [htmlBytes(join(ours, 'dist'))],
      baseline: { name: 'plain', value: htmlBytes(join(plain, 'dist')) },
    },
    ...searchBytes(group, join(ours, 'dist/search'), lessons),
  ];
  return { lessons, ours: join(ours, 'dist'), plain: join(plain, 'dist'), ids, rows };
}

function memory(group: string, ours: readonly BuildCost[], plain: readonly BuildCost[]): Row[] {
  const peaks = (builds: readonly BuildCost[]): readonly number[] =>
    builds.flatMap(({ peakMiB }) => (peakMiB === undefined ? [] : [peakMiB]));
  const values = peaks(ours);
  if (values.length === 0) return [];
  const value = median(peaks(plain));
  return [
    {
      group,
      name: 'highest resident memory',
      unit: 'MiB',
      values,
      aim: MOST_MEMORY * value,
      baseline: { name: 'plain', value },
    },
  ];
}

/** What an earlier build left in a site, so that the next one is a first build. */
function removeBuilt(site: string): void {
  for (const made of ['.astro', '.cache/kept', 'dist', 'node_modules'])
    rmSync(join(site, made), { recursive: true, force: true });
}

function changeOne(root: string, id: string): void {
  const file = join(root, `content/courses/${id.replace('/', '/lessons/')}.mdx`);
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nOne sentence more.\n`);
}

/** What a search fetches until it can answer, its scripts' shared parts aside, which the page has. */
const firstResultBytes = (dist: string): number =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => OF_FIRST_RESULT.test(file))
    .reduce((sum, file) => sum + wireBytes(readFileSync(join(dist, file))), 0);

/**
 * The search's files in three parts: the words of all texts; titles, headings and sentences; and what a result shows, which
 * stands as JSON before an index.
 */
function searchBytes(group: string, folder: string, lessons: number): readonly Row[] {
  const sums = { words: 0, titles: 0, shown: 0 };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bin'))) {
    const bytes = readFileSync(join(folder, file));
    const shown = file === 'words.bin' ? 0 : SIZE_BYTES + bytes.readUInt32BE(0);
    sums.shown += shown === 0 ? 0 : wireBytes(bytes.subarray(SIZE_BYTES, shown));
    sums[/^titles\./.test(file) ? 'titles' : 'words'] += wireBytes(bytes.subarray(shown));
  }
  const row = (name: string, bytes: number): Row => ({
    group,
    name: `search, for each lesson: ${name}`,
    unit: 'bytes',
    values: [bytes / lessons],
  });
  return [
    { ...row('index of all texts', sums.words), aim: MOST_INDEX },
    row('index of titles and headings', sums.titles),
    row('what results show', sums.shown),
  ];
}

function htmlBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && !/^(?:engine|labs)/.test(file))
    .reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0);
}
