import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const SRC = join(import.meta.dirname, '../..');
/** Where tokens are declared. */
const SHEETS = ['styles/tokens.css', 'styles/tokens-more.css'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A length, a time or a number; a length between two; or another token. */
const PLAIN = /^(?:[\d.]+(?:rem|px|ms)?|clamp\([^()]*\)|var\(--[\w-]+\))$/;

/** What tokens become in the built site. */
export interface BuiltTokens {
  /** Plain values of tokens that are declared once: they are written where they are used. */
  readonly values: ReadonlyMap<string, string>;
  /** Names of one or two letters for all others. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Builds tokens under short names, and plain ones as their values: every lesson's page carries them, many times over. In
 * scripts and drawings a token is written as `var(--name)`, and only so.
 */
export function shortTokens(tokens: BuiltTokens): Plugin {
  return {
    name: 'plumbline:short-tokens',
    enforce: 'pre',
    apply: 'build',
    config: () => ({
      css: {
        postcss: {
          plugins: [
            {
              postcssPlugin: 'plumbline:short-tokens',
              OnceExit(root) {
                root.walkDecls((declaration) => {
                  if (tokens.values.has(declaration.prop)) declaration.remove();
                  declaration.prop = tokens.names.get(declaration.prop) ?? declaration.prop;
                  declaration.value = withBuiltTokens(declaration.value, tokens);
                });
              },
            },
          ],
        },
      },
    }),
    transform: {
      filter: {
        id: { include: /\.(?:astro|mdx|tsx?)$/, exclude: /\/node_modules\// },
        code: 'var(--',
      },
      handler(code) {
        const built = withBuiltTokens(code, tokens);
        return built === code ? undefined : { code: built, map: null };
      },
    },
  };
}

/** What the site's own tokens become. */
export function siteTokens(): BuiltTokens {
  const read = (sheet: string): string => readFileSync(join(SRC, sheet), 'utf8');
  const all = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );
  return builtTokens(SHEETS.map(read).join('\n'), all.map(read).join('\n'));
}

/**
 * Reads what each token becomes.
 *
 * @param sheet where tokens are declared, in this order
 * @param all every sheet, to see which of them are declared again
 */
export function builtTokens(sheet: string, all: string): BuiltTokens {
  const values = new Map<string, string>();
  const names = new Map<string, string>();
  const declared = new Map<string, number>();
  for (const [, name = ''] of all.matchAll(/(?<![\w-])(--[\w-]+):/g))
    declared.set(name, (declared.get(name) ?? 0) + 1);
  for (const [, name = '', value = ''] of sheet.matchAll(/^\s*(--[\w-]+):\s*([^;]*);/gm)) {
    if (values.has(name) || names.has(name)) continue;
    if (declared.get(name) === 1 && PLAIN.test(value)) values.set(name, value);
    else names.set(name, shortName(names.size));
  }
  return { values, names };
}

function shortName(index: number): string {
  const [second, first] = [Math.floor(index / LETTERS.length), index % LETTERS.length];
  return `--${LETTERS[first] ?? ''}${second === 0 ? '' : (LETTERS[second - 1] ?? '')}`;
}

/** A text with its tokens as they are built; what is no token, or is built already, stays as it is. */
export function withBuiltTokens(text: string, { values, names }: BuiltTokens): string {
  const written = (whole: string): string =>
    whole.replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
      const value = values.get(name);
      return value === undefined ? `var(${names.get(name) ?? name})` : written(value);
    });
  return written(text);
}
