import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { keysOfPack } from '#authoring';

/** A site of three lessons that is built as ours is. It lies inside the repository, whose packages it uses. */
const ROOT = join(import.meta.dirname, '../../..');
const SITE = join(ROOT, '.cache/kept-builds-test');
const OURS = join(ROOT, 'src/components/site');

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "private": true }',
  'astro.config.mjs': `import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { compiledMdx } from '${OURS}/kept/compiled-mdx.ts';
import { lessonKeys } from '${OURS}/kept/lesson-keys.ts';
import { finishedPages } from '${OURS}/finished-pages.ts';
import { quietHooks } from '${OURS}/quiet-hooks.ts';

export default defineConfig({
  trailingSlash: 'always',
  integrations: [mdx(), compiledMdx((code) => code), finishedPages(["'self'"], lessonKeys)],
  vite: { plugins: [quietHooks()] },
});
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

export const collections = {
  lessons: defineCollection({
    loader: glob({
      base: './content/courses',
      pattern: '*/lessons/*.mdx',
      generateId: ({ entry }) => entry.replace('/lessons/', '/').replace(/\\.mdx$/, ''),
    }),
  }),
};
`,
  'src/pages/courses/[course]/[lesson].astro': `---
import { getCollection, render } from 'astro:content';
import Note from '../../../Note.astro';

export async function getStaticPaths() {
  return (await getCollection('lessons')).map((entry) => {
    const [course, lesson] = entry.id.split('/');
    return { params: { course, lesson }, props: { entry } };
  });
}

const { Content, headings } = await render(Astro.props.entry);
---

<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>{Astro.props.entry.data.title}</title>
  </head>
  <body>
    <ol>{headings.map(({ text }) => <li>{text}</li>)}</ol>
    <Content components={{ Note }} />
  </body>
</html>
`,
  'src/Note.astro': `---
import { readFileSync } from 'node:fs';
const term = readFileSync('content/glossary/drift.mdx', 'utf8');
---

<aside>{term} <slot /></aside>
`,
  'content/glossary/drift.mdx': 'Drift: what changes below you.',
  'content/courses/c/lessons/first.mdx':
    "---\ntitle: First\n---\n\n## One\n\nText “of” *one*.\n\n```js\nimport a from 'a';\n```\n\n<Note>It moves.</Note>\n",
  'content/courses/c/lessons/second.mdx': '---\ntitle: Second\n---\n\n## Two\n\nText of two.\n',
  'content/courses/c/lessons/third.mdx':
    "---\ntitle: Third\n---\n\nimport Note from '../../../../src/Note.astro';\n\n<Note>Brought along.</Note>\n",
};

function write(path: string, text: string): void {
  mkdirSync(join(SITE, path, '..'), { recursive: true });
  writeFileSync(join(SITE, path), text);
}

/** Builds the site, and returns a digest of each file of it, and how many results were made anew. */
async function build() {
  const before = kept();
  const astro = join(ROOT, 'node_modules/astro/bin/astro.mjs');
  await promisify(execFile)(process.execPath, [astro, 'build', '--silent'], {
    cwd: SITE,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  const dist = join(SITE, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
  const digests = files.sort().map((file) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(dist, file)))
      .digest('hex');
    return `${file} ${digest}`;
  });
  return { digests, pages: kept().filter((one) => !before.includes(one)).length };
}

function kept(): readonly string[] {
  const folder = join(SITE, '.cache/kept/pages');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((pack) =>
    keysOfPack(join(folder, pack)).map((key) => `${pack} ${key}`),
  );
}

const page = (lesson: string): string =>
  readFileSync(join(SITE, `dist/courses/c/${lesson}/index.html`), 'utf8');

test('what is kept from earlier builds changes no byte, and only what it hangs on is made anew', async (t) => {
  rmSync(SITE, { recursive: true, force: true });
  t.after(() => rmSync(SITE, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(FILES)) write(path, text);

  const first = await build();
  assert.equal(first.pages, 3);
  assert.match(page('third'), /<aside>Drift: what changes below you\. Brought along\.<\/aside>/);
  assert.match(page('first'), /import.* a .*from/);
  assert.match(page('first'), /<aside>Drift: what changes below you\. It moves\.<\/aside>/);
  assert.match(page('first'), /<h2 id="one">One<\/h2>/);
  assert.match(page('first'), /<li>One/);

  write(
    'content/courses/c/lessons/second.mdx',
    '---\ntitle: Second\n---\n\n## Two\n\nIt is new.\n',
  );
  const lesson = await build();
  assert.equal(lesson.pages, 1);
  assert.match(page('second'), /It is new\./);
  assert.deepEqual(
    lesson.digests.filter((line) => !first.digests.includes(line)).length,
    1,
    'one page changed',
  );

  write('content/glossary/drift.mdx', 'Drift: a slow change.');
  const term = await build();
  assert.equal(term.pages, 3);
  assert.match(page('first'), /<aside>Drift: a slow change\. It moves\.<\/aside>/);

  write('src/Note.astro', (FILES['src/Note.astro'] ?? '').replaceAll('aside', 'section'));
  const component = await build();
  assert.equal(component.pages, 3);
  assert.match(page('first'), /<section>Drift: a slow change\. It moves\.<\/section>/);

  const again = await build();
  assert.equal(again.pages, 0);
  for (const made of ['.cache', 'dist', 'node_modules'])
    rmSync(join(SITE, made), { recursive: true });
  const fresh = await build();
  assert.deepEqual(again.digests, fresh.digests);
  assert.deepEqual(component.digests, fresh.digests);
});
