import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { checkContent, formatProblem, newContent } from '#authoring';
import { AUTHOR_SCHEMAS, type AuthorFile } from '#curriculum';
import { gradedLab, runChecks, startWork, applyAnswer, type Check } from '#grading';
import { createEmbeddedEngine } from '#host';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

/** Every code block of the authors' pages is carried out here: a page that shows what does not work is worse than none. */
interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const PAGES = [
  'labs/README.md',
  ...readdirSync('docs/authoring')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/authoring/${name}`),
];

const blocks: readonly Block[] = PAGES.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(
    ([, language = '', body = ''], index, all): Block => ({
      page,
      line: text.slice(0, all[index]?.index).split('\n').length,
      language,
      text: body,
    }),
  );
});

const scripts = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
).scripts;

const LAB = 'count-the-applications';
const engine = createEmbeddedEngine();
let project = '';

before(() => {
  mkdirSync('.cache', { recursive: true });
  project = mkdtempSync(join('.cache', 'docs-blocks-'));
  for (const folder of ['content/courses', 'content/glossary', 'content/programs', 'labs']) {
    mkdirSync(join(project, folder), { recursive: true });
  }
  cpSync('src/components/lesson', join(project, 'src/components/lesson'), { recursive: true });
});
after(() => {
  engine.dispose();
  rmSync(project, { recursive: true });
});

/** Carries out a line of a page as `npm run` would, in a project of its own or in this one. */
function runLine(line: string, cwd: string): void {
  const [, script = '', rest = ''] = /^npm run ([\w:]+)(?: -- (.*))?$/.exec(line) ?? [];
  const command = scripts[script];
  assert.ok(command, `package.json has the script of "${line}"`);
  const [program = '', file = '', ...own] = command.split(' ');
  assert.equal(program, 'node', `"${line}" can be carried out here`);
  const args = [...own, ...rest.split(' ').filter((word) => word !== '')];
  const run = spawnSync(process.execPath, [resolve(file), ...args], { cwd, encoding: 'utf8' });
  assert.equal(run.status, 0, `${line}\n${run.stdout}${run.stderr}`);
}

/** A block that shows how the site's own code looks is there in that code, as it stands. */
function assertStandsInALesson(text: string): void {
  const root = 'src/components/lesson';
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  assert.ok(
    files.some((file) => file.includes(text.trim())),
    `a file of ${root} has these lines`,
  );
}

/** What to do with a block, by its language; a language without an entry fails. */
const CARRY_OUT: Readonly<Record<string, (block: Block) => Promise<void> | void>> = {
  sh({ page, text }) {
    const cwd = page === 'docs/authoring/labs.md' ? project : '.';
    for (const line of text.trim().split('\n')) runLine(line.replace(/\s+#.*$/, ''), cwd);
  },
  astro({ text }) {
    assertStandsInALesson(text);
  },
  async ts({ text, line }) {
    if (!text.includes("'#grading'")) {
      assertStandsInALesson(text);
      return;
    }
    const folder = join(project, 'labs', LAB);
    if (!existsSync(folder)) {
      newContent('course', 'models-at-night', { root: project });
      newContent('lab', LAB, { root: project });
    }
    const file = resolve(folder, `example-${line}.ts`);
    writeFileSync(file, text);
    const { checks } = (await import(pathToFileURL(file).href)) as { checks: readonly Check[] };
    rmSync(file);
    const provable = await readProvableLab(LAB, project);
    const tasks = [{ id: 'only', points: 100, checks: checks.map(({ id }) => ({ id })) }];
    const lab = gradedLab({ id: LAB, version: '1.0.0', needs: ['shell'], pass: 70, tasks }, checks);
    const starter = await startWork(provable, 'docs', engine);
    const solution = await applyAnswer(starter, provable.solution, engine);
    const held = await runChecks(lab, solution, { engine, seed: 'docs' });
    assert.deepEqual(
      held.filter(({ status }) => status !== 'pass'),
      [],
      'every check of the example holds on the solution',
    );
    const failed = await runChecks(lab, starter, { engine, seed: 'docs' });
    assert.deepEqual(
      failed.filter(({ status }) => status !== 'fail' && status !== 'blocked'),
      [],
      'and none on the starter',
    );
  },
  yaml({ page, text }) {
    const schema = /\$schema=(\S+)/.exec(text)?.[1];
    assert.ok(schema, 'a YAML example names its schema');
    assert.ok(existsSync(join('docs/schemas', schema.slice(schema.lastIndexOf('/') + 1))));
    const content: unknown = parse(text);
    if (content === null) return;
    const kind = /([\w-]+)\.schema\.json$/.exec(schema)?.[1] ?? '';
    const { error } = AUTHOR_SCHEMAS[kind as AuthorFile].safeParse(content);
    assert.equal(error, undefined, `${page}: ${error?.message ?? ''}`);
  },
  mdx({ text }) {
    newContent('course', 'pages-at-night', { root: project });
    newContent('lesson', 'pages-at-night/the-first-lesson', { root: project });
    const file = join(project, 'content/courses/pages-at-night/lessons/the-first-lesson.mdx');
    const lesson = readFileSync(file, 'utf8');
    writeFileSync(file, lesson.replace('\n## Recall', `\n${text}\n## Recall`));
    assert.ok(readFileSync(file, 'utf8').includes(text), 'the example stands in the lesson');
    assert.deepEqual(checkContent(project).problems.map(formatProblem), []);
  },
  text({ page, text }) {
    if (page === 'labs/README.md') {
      // Each name of the tree, `<…>` being any, is somewhere in a lab.
      const folders: string[] = [];
      for (const line of text.trim().split('\n').slice(1)) {
        const [, indent = '', name = ''] = /^(\s*)(\S+)/.exec(line) ?? [];
        const depth = indent.length / 2 - 1;
        folders.length = depth;
        const path = [...folders, name.replace(/\/$/, '')].join('/');
        folders.push(name.replace(/\/$/, ''));
        const pattern = new RegExp(
          `^${path.replaceAll('.', String.raw`\.`).replace(/<[^>]+>/g, '[^/]+')}$`,
        );
        const found = readdirSync('labs').some(
          (lab) =>
            !lab.endsWith('.md') &&
            readdirSync(join('labs', lab), { recursive: true }).some((entry) =>
              pattern.test(String(entry).replaceAll('\\', '/')),
            ),
        );
        assert.ok(found, `a lab has ${path}`);
      }
      return;
    }
    // A fault as `npm run check` tells it: the same one is made, and the same words must come.
    const [, file = '', line = '', key = ''] =
      /^content\/courses\/(\S+?)\/course\.yaml:(\d+): Unknown key "(\w+)"/.exec(text) ?? [];
    newContent('course', file, { root: project });
    const path = join(project, `content/courses/${file}/course.yaml`);
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((one) => /^\s+minutes:/.test(one));
    lines[at] = (lines[at] ?? '').replace('minutes', key);
    assert.equal(at + 1, Number(line), 'the key stands at that line');
    writeFileSync(path, lines.join('\n'));
    const [told] = checkContent(project).problems.map(formatProblem);
    rmSync(join(project, `content/courses/${file}`), { recursive: true });
    assert.equal(`${told ?? ''}\n`, text);
  },
};

describe('the code blocks of the pages for authors work', { concurrency: false }, () => {
  test('there are some, and each says its language', () => {
    assert.ok(blocks.length >= 8);
    const silent = blocks.filter(({ language }) => !Object.hasOwn(CARRY_OUT, language));
    assert.deepEqual(
      silent.map(({ page, line, language }) => `${page}:${line} ${language}`),
      [],
    );
  });

  for (const block of blocks) {
    test(`${block.page}:${block.line} (${block.language})`, async () => {
      await CARRY_OUT[block.language]?.(block);
    });
  }
});
