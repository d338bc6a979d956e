import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build, type BuildOptions } from 'esbuild';
import { readCourses, readLabs, readQuizzes, type Lab, type Quiz } from '#authoring';
import { labPath, lessonPath, quizPath, type CourseOutline } from '#curriculum';
import {
  PACKAGE_FORMATS,
  unitName,
  type CatalogueCourse,
  type CatalogueUnit,
  type PackageCatalogue,
} from '#interop';
import { watchIslands } from '../offline/offline-copy.ts';
import { packableCourses, packedTitle } from './packable.ts';
import { filesBelow, readSiteParts, type SiteParts } from '../offline/site-parts.ts';

/** What a lesson's terms are looked up in. */
const GLOSSARY = ['glossary/index.html', 'glossary/terms.json'];
/** The site's mark stands in the head of every page. */
const MARK = 'mark.svg';

/**
 * Writes `packages/catalogue.json`, from which a page or a terminal packs labs, quizzes and courses for an LMS, and the
 * scripts and the style that such a package has beside the site's own files.
 */
export function packageLists(): AstroIntegration {
  const islands = new Map<string, string>();
  let base = '/';
  return {
    name: 'plumbline:package-lists',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        base = config.base.replace(/\/?$/, '/');
        updateConfig({ vite: { plugins: [watchIslands(islands)] } });
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const folder = join(root, 'packages', 'lms');
        mkdirSync(folder, { recursive: true });
        for (const format of PACKAGE_FORMATS) {
          await bundle(`src/components/lms/${format}.ts`, join(folder, `${format}.js`));
        }
        await bundle('src/styles/lms.css', join(folder, 'lms.css'));
        const catalogue = catalogueOf(root, base, islands);
        writeFileSync(join(root, 'packages', 'catalogue.json'), JSON.stringify(catalogue));
      },
    },
  };
}

async function bundle(entry: string, outfile: string): Promise<void> {
  const options: BuildOptions = {
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  };
  await build(options);
}

function catalogueOf(
  root: string,
  base: string,
  islands: ReadonlyMap<string, string>,
): PackageCatalogue {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('packages/') && !/\.br$/.test(path))
    .sort();
  const engine = files.filter(
    (path) => path.startsWith('engine/') && !/\.(?:html|json)\.gz$/.test(path),
  );
  const site: Site = { files, parts: readSiteParts(root, files, islands) };
  const labs = readLabs();
  const quizzes = readQuizzes();
  const courses = packableCourses(readCourses(), labs, quizzes);
  const units = [
    ...labs.map((lab) => labUnit(lab, site)),
    ...quizzes.map((quiz) => quizUnit(quiz, site)),
    ...courses.flatMap(({ groups }) =>
      groups
        .flatMap(({ steps }) => steps)
        .filter(({ kind }) => kind === 'lesson')
        .map(({ id, title, text }) => lessonUnit(id, title, text, site)),
    ),
  ];
  const needed = new Set([...units.flatMap((unit) => unit.files), ...engine]);
  return {
    base,
    units,
    courses: courses
      .filter(({ groups }) => groups.length > 0)
      .map(({ course, groups }) => courseOf(course, groups)),
    engine,
    bytes: Object.fromEntries(
      [...needed].sort().map((path) => [path, statSync(join(root, path)).size]),
    ),
  };
}

interface Site {
  readonly files: readonly string[];
  readonly parts: SiteParts;
}

function labUnit({ id, manifest }: Lab, site: Site): CatalogueUnit {
  const folder = labPath(id).slice(1);
  return {
    unit: {
      kind: 'lab',
      id,
      title: manifest.title,
      version: manifest.version,
      pass: manifest.pass,
      musts: manifest.tasks.flatMap(({ checks }) =>
        checks.filter(({ must }) => must === true).map((check) => check.id),
      ),
    },
    description: manifest.summary ?? manifest.title,
    page: `${folder}index.html`,
    files: filesOf(folder, site),
    runsEngine: true,
  };
}

function quizUnit(quiz: Quiz, site: Site): CatalogueUnit {
  const folder = quizPath(quiz.id).slice(1);
  const title = packedTitle(quiz);
  return {
    unit: {
      kind: 'quiz',
      id: quiz.id,
      title,
      version: createHash('sha256').update(JSON.stringify(quiz.items)).digest('hex').slice(0, 12),
      pass: quiz.pass,
    },
    description: `${quiz.draw} questions, drawn from ${quiz.items.length}.`,
    page: `${folder}index.html`,
    files: filesOf(folder, site),
    runsEngine: false,
  };
}

function lessonUnit(id: string, title: string, objective: string, site: Site): CatalogueUnit {
  const folder = lessonPath(id).slice(1);
  return {
    unit: { kind: 'lesson', id, title, version: '' },
    description: `Afterwards you can ${objective}.`,
    page: `${folder}index.html`,
    files: [
      ...new Set([
        ...filesOf(folder, site),
        ...GLOSSARY,
        ...site.parts.ofPages(['glossary/index.html']),
      ]),
    ].sort(),
    runsEngine: false,
  };
}

/** A page, what lies beside it, and every script and style that it can call for. */
function filesOf(folder: string, { files, parts }: Site): readonly string[] {
  const own = filesBelow(files, folder).filter(
    (path) => !/\.(?:gz|br)$/.test(path) && !path.endsWith('answers.json'),
  );
  return [...new Set([...own, ...parts.ofPages([`${folder}index.html`]), MARK])].sort();
}

function courseOf(
  course: CourseOutline,
  groups: readonly {
    readonly title: string;
    readonly steps: readonly { readonly kind: 'lesson' | 'lab' | 'quiz'; readonly id: string }[];
  }[],
): CatalogueCourse {
  return {
    id: course.id,
    title: course.title,
    description: course.summary,
    groups: groups.map(({ title, steps }) => ({ title, units: steps.map(unitName) })),
  };
}
