import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';
import ts from 'typescript';
import { sourceFiles } from './source-files.ts';

/** What each zone may import, besides itself and packages. See house.md, section 2. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  container: [],
  credentials: [],
  harborlight: [],
  formats: [],
  promql: [],
  // A release is read from Argo's files, and measured by queries.
  rollout: ['formats', 'promql'],
  search: [],
  // A record that comes from a file is held to a schema.
  progress: ['assessment', 'container', 'formats'],
  assessment: ['curriculum', 'harborlight'],
  curriculum: ['container'],
  grading: ['container'],
  // The lab editions of tools (dvc, mlreg, sim) read and write the formats that the grader reads, and play releases as it does.
  engines: ['container', 'formats', 'promql', 'rollout'],
  // That an open exam's banks give form after form is found by drawing some. The site's configuration lists issuers.
  authoring: ['assessment', 'container', 'credentials', 'curriculum', 'grading', 'search'],
  // A hand-in is a ZIP, held to a schema, signed by a key; a re-grade record keeps the grader's verdicts.
  // A pack's questions are drawn, and held to the schema of a bank's.
  // A demo cohort's people and answers are drawn as all of Harborlight is. Its store keeps its connection as the record's does.
  cohort: [
    'assessment',
    'container',
    'credentials',
    'curriculum',
    'formats',
    'grading',
    'harborlight',
    'progress',
  ],
  // What an LMS is told rests on what was judged; what it keeps is read with errors in words.
  interop: ['assessment', 'container', 'formats'],
  labs: ['container', 'formats', 'grading', 'harborlight', 'promql', 'rollout'],
  components: [
    'assessment',
    'authoring',
    'cohort',
    'container',
    'credentials',
    'curriculum',
    'engines',
    'formats',
    'grading',
    'harborlight',
    'interop',
    'labs',
    'progress',
    'promql',
    'rollout',
    'search',
    'styles',
  ],
  layouts: ['components', 'curriculum', 'styles'],
  pages: [
    'assessment',
    'authoring',
    'components',
    'container',
    'curriculum',
    'layouts',
    'progress',
    'search',
    'styles',
  ],
  // The service worker shares the names of its stores with the part of the page that fills them.
  site: ['authoring', 'components', 'curriculum', 'engines'],
  cli: [
    'authoring',
    'cohort',
    'container',
    'credentials',
    'curriculum',
    'engines',
    'formats',
    'grading',
    'harborlight',
    'interop',
    'labs',
  ],
  content: [],
  styles: [],
};

/** Zones of many parts without one public door: pages and layouts name the part that they show. */
const WITHOUT_A_DOOR = ['components', 'layouts', 'styles'];

/** Inside the embedded engine: programs never import each other; the kernel knows none of them but by its registry. */
const INSIDE_EMBEDDED: Record<string, readonly string[]> = {
  shell: ['kernel'],
  python: ['kernel'],
  node: ['kernel'],
  git: ['kernel'],
  programs: ['kernel'],
  frame: ['kernel'],
  kernel: ['git', 'programs'],
  host: ['kernel', 'shell', 'python', 'node', 'git', 'frame', 'programs'],
};

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  imports: Record<string, string | Record<string, string>>;
};

/** The zone of a path from the repository's root: `src/<zone>/…`, or the top-level folder. */
function zoneOf(path: string): string {
  const parts = path.split('/');
  if (parts[0] !== 'src') return parts[0] ?? '';
  return parts.length === 2 ? 'site' : (parts[1] ?? '');
}

function embeddedPartOf(path: string): string | undefined {
  return /^src\/engines\/embedded\/([^/]+)\//.exec(path)?.[1];
}

/** Where an import leads, from the root, or `undefined` for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) {
    const mapped = manifest.imports[specifier];
    assert.ok(mapped, `${from} imports ${specifier}, which package.json's "imports" does not name`);
    const path = typeof mapped === 'string' ? mapped : Object.values(mapped)[0];
    return (path ?? '').replace('./', '');
  }
  if (specifier.startsWith('.')) return join(dirname(from), specifier.replace(/\?.*$/, ''));
  return undefined;
}

function importsOf(path: string, text: string): string[] {
  // Only what stands between the fences of an Astro file is TypeScript; its scripts are found as elements.
  const code = path.endsWith('.astro')
    ? [/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '', ...scriptsOf(text)].join('\n')
    : text;
  const found = ts.preProcessFile(code, true, true).importedFiles.map((file) => file.fileName);
  return [...found, ...globsOf(code)];
}

const scriptsOf = (text: string): string[] =>
  [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');

const globsOf = (code: string): string[] =>
  [...code.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*'\/([^']+)'/g)].map(
    (match) => `/${match[1] ?? ''}`,
  );

const files = sourceFiles(/^(?:src|labs|content)\/.*\.(?:ts|tsx|mts|mjs|astro|mdx)$/);

test('every import follows the direction that the house table allows', () => {
  assert.ok(files.length > 20, 'the source files were found');
  const faults: string[] = [];
  for (const { path, text } of files) {
    if (path.endsWith('.mdx')) continue;
    const zone = zoneOf(path);
    const allowed = MAY_IMPORT[zone];
    if (!allowed) {
      faults.push(`${path}: the zone "${zone}" is not in the table of this test`);
      continue;
    }
    for (const specifier of importsOf(path, text)) {
      const target = specifier.startsWith('/') ? specifier.slice(1) : targetOf(path, specifier);
      if (target === undefined) continue;
      const to = zoneOf(target);
      if (to === zone) {
        const part = embeddedPartOf(path);
        const toPart = embeddedPartOf(target);
        if (part && toPart && part !== toPart && !INSIDE_EMBEDDED[part]?.includes(toPart)) {
          faults.push(`${path} imports ${specifier}: ${part} may not know ${toPart}`);
        }
        continue;
      }
      if (!allowed.includes(to)) {
        faults.push(
          `${path} imports ${specifier}: ${zone} may import only ${allowed.join(', ') || 'itself'}`,
        );
      } else if (specifier.startsWith('.') && !WITHOUT_A_DOOR.includes(to)) {
        faults.push(`${path} imports ${specifier}: across zones use #${to}`);
      }
    }
  }
  assert.deepEqual(faults, []);
});

test('lessons and briefs import nothing', () => {
  const faults = files
    .filter(
      ({ path, text }) =>
        path.endsWith('.mdx') && /^\s*(?:import|export)\s/m.test(outsideFences(text)),
    )
    .map(({ path }) => `${path} has an import or export; components are handed to it`);
  assert.deepEqual(faults, []);
});

/** MDX text without fenced code, whose lines may well begin with "import". */
function outsideFences(text: string): string {
  return text.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '');
}

test('only the WebContainer engine imports the runtime of @webcontainer/api', () => {
  const faults = files
    .filter(({ path }) => !path.startsWith('src/engines/webcontainer/'))
    .filter(({ text }) => /^(?:import|export)\s+(?!type\b)[^;]*'@webcontainer\/api'/m.test(text))
    .map(({ path }) => path);
  assert.deepEqual(faults, []);
});

test('inside a zone imports are relative and end in their file type', () => {
  const faults: string[] = [];
  for (const { path, text } of files) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const specifier of importsOf(path, text)) {
      const target = targetOf(path, specifier);
      if (
        specifier.startsWith('#') &&
        target &&
        zoneOf(target) === zoneOf(path) &&
        specifier !== '#host'
      ) {
        faults.push(`${path} imports its own zone as ${specifier}`);
      }
      if (
        specifier.startsWith('.') &&
        !/\.(?:ts|tsx|mjs|astro|css|json|py|svg)(?:\?.*)?$/.test(specifier)
      ) {
        faults.push(`${path} imports ${specifier} without its ending`);
      }
    }
  }
  assert.deepEqual(faults, []);
});
