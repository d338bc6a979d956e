import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the site is compared with: Astro and MDX with nothing added, one page for each lesson, the same text in it. No style,
 * no script, no search, no quiz.
 */
export function writePlainSite(root: string): void {
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(root, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "private": true }\n',
  'astro.config.mjs': `import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  markdown: { shikiConfig: { theme: 'css-variables' } },
  integrations: [mdx()],
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
import AtWork from '../../../AtWork.astro';
import Questions from '../../../Questions.astro';
import Sources from '../../../Sources.astro';

export async function getStaticPaths() {
  return (await getCollection('lessons')).map((entry) => {
    const [course, lesson] = entry.id.split('/');
    return { params: { course, lesson }, props: { entry } };
  });
}

const { entry } = Astro.props;
const { Content } = await render(entry);
---

<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>{entry.data.title}</title>
  </head>
  <body>
    <main>
      <h1>{entry.data.title}</h1>
      <Content components={{ AtWork, Questions, Sources }} />
    </main>
  </body>
</html>
`,
  'src/AtWork.astro': '<slot />\n',
  'src/Questions.astro': `{Astro.props.of.map(({ ask, options }) => (
  <p>{ask}</p>
  <ol>{options.map(({ text }) => <li>{text}</li>)}</ol>
  <dl>{options.map(({ text, why }) => (<dt>{text}</dt><dd>{why}</dd>))}</dl>
))}
`,
  'src/Sources.astro': `<ul>{Astro.props.of.map(({ title, where, backs }) => (
  <li><a href={where}>{title}</a> {backs}</li>
))}</ul>
`,
};
