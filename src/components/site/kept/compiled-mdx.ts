import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { init, parse } from 'es-module-lexer';
import { setTextCompiler } from './text-compiler.ts';

/** Where Astro lists the texts that pages render, one line for each. */
const LISTED = /^\["((?:[^"\\]|\\.)+\.mdx)", \(\) => import\(.*\)\]/gm;
const LIST = /[\\/]content-modules\.mjs$/;
const RUNTIME = 'astro/jsx-runtime';
const EVALUATE = join(import.meta.dirname, 'evaluate-mdx.ts');

type Compile = (code: string, id: string) => Promise<{ readonly code: string }>;

/** What only a bundle can give stands in a line of its own. In a listing it may be anything. */
const MAY_IMPORT = /^(?:import|export)\b/m;

/**
 * Keeps lessons, briefs and terms out of the bundle: each is compiled by the site's own MDX when its page is rendered, and
 * evaluated there. Bundling them would cost more than all else that is done to a lesson; and of a page that an earlier build has
 * kept, nobody needs the text.
 *
 * A text that imports something stays with Astro.
 *
 * @param finish what the site's other plugins do to compiled MDX
 */
export function compiledMdx(finish: (code: string) => string): AstroIntegration {
  return {
    name: 'plumbline:compiled-mdx',
    hooks: {
      'astro:config:setup': ({ command, config, updateConfig }) => {
        if (command !== 'build') return;
        updateConfig({ vite: { plugins: [textsOutside(fileURLToPath(config.root), finish)] } });
      },
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

function textsOutside(root: string, finish: (code: string) => string): Plugin {
  let compile: Compile | undefined;
  const bodyOf = async (path: string): Promise<string | undefined> => {
    const id = join(root, path);
    const { code = '' } = (await compile?.(readFileSync(id, 'utf8'), id)) ?? {};
    return asFunctionBody(finish(code));
  };
  const isOutside = async (path: string): Promise<boolean> =>
    !MAY_IMPORT.test(readFileSync(join(root, path), 'utf8')) || (await bodyOf(path)) !== undefined;
  return {
    name: 'plumbline:compiled-mdx',
    enforce: 'pre',
    configResolved({ plugins }) {
      const transform = plugins.find(({ name }) => name === '@mdx-js/rolldown')?.transform;
      if (typeof transform !== 'object')
        throw new Error('The MDX integration has no transform by the name that is looked for.');
      compile = transform.handler as unknown as Compile;
      setTextCompiler(async (path) => {
        const body = await bodyOf(path);
        if (body === undefined) throw new Error(`${path} was changed while the site was built.`);
        return body;
      });
    },
    transform: {
      filter: { id: LIST },
      async handler(code) {
        const own = new Set<string>();
        for (const [, path = ''] of code.matchAll(LISTED)) if (await isOutside(path)) own.add(path);
        const list = code.replace(LISTED, (line, path: string) =>
          own.has(path)
            ? `[${JSON.stringify(path)}, () => evaluateMdx(${JSON.stringify(path)})]`
            : line,
        );
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
