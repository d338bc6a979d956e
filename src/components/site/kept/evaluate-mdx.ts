import { compileFunction } from 'node:vm';
import { Fragment, jsx, jsxs } from 'astro/jsx-runtime';
import * as server from 'astro/runtime/server/index.js';
import { compileText } from './text-compiler.ts';

/** What a compiled text is handed, by the names that the compiler gives them. */
const HANDED = ['_Fragment', '_jsx', '_jsxs'] as const;

interface Props {
  readonly components?: Readonly<Record<string, unknown>>;
}

interface CompiledText {
  readonly MDXContent: (props: Props) => unknown;
  readonly frontmatter: Readonly<Record<string, unknown>>;
  readonly getHeadings: () => readonly object[];
}

/** What Astro's `render()` takes for the module of a text. */
interface EvaluatedText extends Pick<CompiledText, 'frontmatter' | 'getHeadings'> {
  readonly default: unknown;
  readonly Content: unknown;
}

/** Astro's own compilers mark a component with its renderer; its types leave that out. */
const { __astro_tag_component__: markRenderer } = server as unknown as {
  readonly __astro_tag_component__: (component: unknown, renderer: string) => void;
};

/**
 * Compiles and evaluates an MDX file, and returns what Astro's `render()` takes for its module.
 *
 * @param path of the source from the site's root, as Astro names it in errors
 */
export async function evaluateMdx(path: string): Promise<EvaluatedText> {
  const run = compileFunction(await compileText(path), [...HANDED], { filename: path }) as (
    ...handed: unknown[]
  ) => CompiledText;
  const { MDXContent, frontmatter, getHeadings } = run(Fragment, jsx, jsxs);
  const Content = (props: Props = {}): unknown =>
    MDXContent({ ...props, components: { Fragment, ...props.components } });
  Object.assign(Content, {
    [Symbol.for('mdx-component')]: true,
    [Symbol.for('astro.needsHeadRendering')]: true,
    moduleId: path,
  });
  markRenderer(Content, 'astro:jsx');
  return { default: Content, Content, frontmatter, getHeadings };
}
