import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { init, parse } from 'es-module-lexer';
import { digestOfMaker, openKeptResults, type KeptResults } from '#authoring';

/** Where Astro lists the texts that pages render, one line for each. */
const LISTED = /^\["((?:[^"\\]|\\.)+\.mdx)", \(\) => import\(.*\)\]/gm;
const LIST = /[\\/]content-modules\.mjs$/;
const RUNTIME = 'astro/jsx-runtime';
const EVALUATE = join(import.meta.dirname, 'evaluate-mdx.ts');

type Compile = (code: string, id: string) => Promise<{ readonly code: string }>;

/**
 * Keeps lessons, briefs and terms out of the bundle: each is compiled by the site's own MDX, kept by the digest of its text,
 * and evaluated when its page is rendered. Bundling them would cost more than all else that is done to a lesson.
 *
 * A text that imports something stays with Astro.
 *
 * @param finish what the site's other plugins do to compiled MDX
 */
export function compiledMdx(finish: (code: string) => string): AstroIntegration {
  let kept: KeptResults | undefined;
  return {
    name: 'plumbline:compiled-mdx',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command !== 'build') return;
        const root = fileURLToPath(config.root);
        const results = openKeptResults(join(root, '.cache/kept/mdx'), digestOfMaker(root), '.js');
        kept = results;
        updateConfig({ vite: { plugins: [textsOutside(root, results, finish)] } });
      },
      'astro:build:done': () => kept?.sweep(),
    },
  };
}

type Plugin = NonNullable<
  NonNullable<
    Parameters<
      Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0]['updateConfig']
    >[0]['vite']
  >['plugins']
>[number];

function textsOutside(root: string, kept: KeptResults, finish: (code: string) => string): Plugin {
  let compile: Compile | undefined;
  return {
    name: 'plumbline:compiled-mdx',
    enforce: 'pre',
    configResolved({ plugins }) {
      const transform = plugins.find(({ name }) => name === '@mdx-js/rolldown')?.transform;
      if (typeof transform !== 'object')
        throw new Error('The MDX integration has no transform by the name that is looked for.');
      compile = transform.handler as unknown as Compile;
    },
    transform: {
      filter: { id: LIST },
      async handler(code) {
        const own = new Map<string, string>();
        for (const [, path = ''] of code.matchAll(LISTED)) {
          const id = join(root, path);
          const source = readFileSync(id, 'utf8');
          const file = await kept.fileFor(source, async () => {
            const { code: module } = (await compile?.(source, id)) ?? { code: '' };
            return (await asFunctionBody(finish(module))) ?? '';
          });
          if (statSync(file).size > 0) own.set(path, relative(root, file));
        }
        const list = code.replace(LISTED, (line, path: string) => {
          const file = own.get(path);
          return file === undefined
            ? line
            : `[${JSON.stringify(path)}, () => evaluateMdx(${JSON.stringify(file)}, ${JSON.stringify(path)})]`;
        });
        return {
          code: `import { evaluateMdx } from ${JSON.stringify(EVALUATE)};\n${list}`,
          map: null,
        };
      },
    },
  };
}

/**
 * A compiled module as the body of a function that returns its parts; `undefined` when it imports or exports what only a
 * bundle can give.
 */
export async function asFunctionBody(module: string): Promise<string | undefined> {
  await init;
  const [imports, exports] = parse(module);
  if (imports.some(({ n }) => n !== RUNTIME)) return undefined;
  const names = exports.map(({ n }) => n);
  if (names.some((name) => !['default', 'frontmatter', 'getHeadings'].includes(name)))
    return undefined;
  let body = module;
  for (const { ss, se } of imports.toReversed()) body = body.slice(0, ss) + body.slice(se);
  body = body
    .replace(
      /^export (?:default )?(?=const frontmatter|function (?:getHeadings|MDXContent)\b)/gm,
      '',
    )
    .replace(/^export default MDXContent;?$/m, '');
  return `${body}\nreturn { MDXContent, frontmatter, getHeadings };`;
}
