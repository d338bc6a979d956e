import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { readCourses, readLabs, readQuizzes } from '#authoring';
import { stepsByModule, tellSteps } from '../course-steps.ts';
import { GRADING_LIST, NAMED_FILE, type CourseList, type ListedFile } from './course-list.ts';
import { filesBelow, readSiteParts, type SiteParts } from './site-parts.ts';

const PAGE = /(?:^|\/)index\.html$/;
/** Pages that belong to a course, an exam or graders, and the files beside them: they come with a visit, or with the whole course. */
const OF_COURSES =
  /^(?:courses|exams|labs)\/[^/]+\/|^regrade\/|^search\/(?!titles\.|glossary\.|words\.)/;
const ENGINE = /^engine\//;
/** What a lab's programs come from when they are first used. Python is not among it: large, and here where a lab needs it. */
const ON_DEMAND = /^engine\/(?:node|sqlite|tools)/;
/** Files that people keep by themselves, whose pages are here already, and the instructor's page: it is kept once it was opened. */
const NOT_AT_FIRST = /^(?:issue|verify)\/plumbline-\w+\.html$|^teach\//;
/** What packages for an LMS are made from is fetched when one is made. */
const PACKAGES = /^packages\/(?!index)/;
const DATA = /\.(?:bin|html|json|svg|webmanifest)$/;

/**
 * Writes `service-worker.js`, which knows the finished site, and for each course and for the instructor's page
 * `offline.json`: what it needs to be whole without a network.
 */
export function offlineCopy(): AstroIntegration {
  const islands = new Map<string, string>();
  return {
    name: 'plumbline:offline-copy',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [watchIslands(islands)] } });
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const files = filesIn(root);
        const parts = readSiteParts(root, files, islands);
        const shell = shellOf(files, parts);
        writeCourseLists(root, files, parts, new Set(shell));
        writeGradingList(root, files, parts, new Set(shell));
        const named = files.filter((file) => NAMED_FILE.test(file));
        const beyond = (scripts: readonly string[]): readonly number[] =>
          scripts.filter((file) => !shell.includes(file)).map((file) => named.indexOf(file));
        const labs = files.filter((file) => /^labs\/[^/]+\/index\.html$/.test(file));
        const worker = {
          version: digestOf(root, files.filter((file) => DATA.test(file)).concat(shell)),
          first: shell.map(addressOf),
          named,
          parts: {
            labs: beyond([
              ...parts.ofPages(labs),
              ...(labs.length > 0 ? named.filter((file) => ON_DEMAND.test(file)) : []),
            ]),
            ...Object.fromEntries(
              [...islands.keys()].map((name) => [name, beyond(parts.ofIsland(name))]),
            ),
          },
        };
        await build({
          entryPoints: ['src/service-worker.ts'],
          outfile: join(root, 'service-worker.js'),
          bundle: true,
          minify: true,
          target: 'es2022',
          define: { BUILD: JSON.stringify(worker) },
        });
      },
    },
  };
}

type Plugins = NonNullable<
  Parameters<
    Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0]['updateConfig']
  >[0]['vite']
>['plugins'];

/** Notes which file each island's script is built into. */
export function watchIslands(islands: Map<string, string>): NonNullable<Plugins>[number] {
  return {
    name: 'plumbline:watch-islands',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        const id = part.type === 'chunk' ? part.facadeModuleId : undefined;
        const [, island] = /\/src\/components\/([^/]+\/[^/]+)\/island\.ts$/.exec(id ?? '') ?? [];
        if (island !== undefined && part.fileName.startsWith('_astro/'))
          islands.set(island, part.fileName);
      }
    },
  };
}

/** Laid down at the first visit: the pages that belong to no course, and what every page of a course calls for. */
function shellOf(files: readonly string[], parts: SiteParts): readonly string[] {
  const own = files.filter(
    (file) =>
      DATA.test(file) &&
      ![OF_COURSES, ENGINE, NOT_AT_FIRST, PACKAGES].some((other) => other.test(file)),
  );
  // A lesson without its islands: each of them comes with the page that holds it.
  const lesson = files
    .filter((file) => /^courses\/[^/]+\/[^/]+\/index\.html$/.test(file))
    .slice(0, 1);
  const scripts = parts.ofPages([...own.filter((file) => PAGE.test(file)), ...lesson]);
  return [...own, ...scripts].sort();
}

function writeCourseLists(
  root: string,
  files: readonly string[],
  parts: SiteParts,
  shell: ReadonlySet<string>,
): void {
  const allLabs = readLabs();
  const quizzes = readQuizzes();
  const engine = files.filter((file) => ENGINE.test(file));
  for (const course of readCourses()) {
    const labs = allLabs.filter(({ manifest }) => manifest.course === course.id);
    const folders = [`courses/${course.id}/`, ...labs.map(({ id }) => `labs/${id}/`)];
    const own = [...folders, `search/${course.id}.bin`]
      .flatMap((path) => filesBelow(files, path))
      .sort();
    const scripts = parts.ofPages(own.filter((file) => PAGE.test(file)));
    const needed = [...own, ...scripts, ...(labs.length > 0 ? engine : [])];
    const steps = stepsByModule(course, allLabs, quizzes).flat();
    const list: CourseList = {
      holds: tellSteps(steps).ready.replace(/ ready$/, ''),
      labs: labs.length > 0,
      files: listed(root, needed, shell),
    };
    writeFileSync(join(root, `courses/${course.id}/offline.json`), JSON.stringify(list));
  }
}

/**
 * What the instructor's page grades hand-ins with, and shows them against: itself, what is known of labs, quizzes and exams, and
 * the engine.
 */
function writeGradingList(
  root: string,
  files: readonly string[],
  parts: SiteParts,
  shell: ReadonlySet<string>,
): void {
  const page = files.filter((file) => file.startsWith('teach/'));
  if (page.length === 0) return;
  const known = files.filter((file) =>
    /^exams\/[^/]+\/paper\.json$|^regrade\/labs\.json$|^labs\/[^/]+\/starter\.json$|\/quizzes\/[^/]+\/bank\.json$/.test(
      file,
    ),
  );
  const engine = files.filter((file) => ENGINE.test(file));
  const needed = [
    ...page,
    ...known,
    ...parts.ofPages(page.filter((file) => PAGE.test(file))),
    ...engine,
  ];
  const list: CourseList = {
    holds: 'what grades hand-ins again',
    labs: true,
    files: listed(root, needed, shell),
  };
  writeFileSync(join(root, GRADING_LIST), JSON.stringify(list));
}

function listed(
  root: string,
  needed: readonly string[],
  shell: ReadonlySet<string>,
): readonly ListedFile[] {
  return needed
    .filter((file) => !shell.has(file))
    .map((file) => ({
      path: addressOf(file),
      bytes: statSync(join(root, file)).size,
      ...onlyFor(file),
    }));
}

/** Python starts from one of two images of its memory. */
function onlyFor(file: string): Pick<ListedFile, 'only'> {
  const [, kind] = /^engine\/snapshot-(jspi|plain)\./.exec(file) ?? [];
  return kind === undefined ? {} : { only: kind === 'jspi' ? 'waits' : 'plain' };
}

const addressOf = (file: string): string =>
  file.replace(PAGE, (end) => (end.startsWith('/') ? '/' : ''));

/** All that is served under its own name, without compressed copies. */
function filesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\.(?:br|gz)$/.test(path) || (ENGINE.test(path) && NAMED_FILE.test(path)))
    .filter((path) => !['service-worker.js', '404.html', 'robots.txt'].includes(path))
    .sort();
}

function digestOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of files) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 12);
}
