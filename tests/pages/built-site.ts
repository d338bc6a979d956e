import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One page of the built site. */
export interface BuiltPage {
  /** From the site's root: `/courses/`. */
  readonly path: string;
  readonly html: string;
}

if (!existsSync('dist/index.html')) {
  throw new Error('There is no built site in dist/. Run "npm run build" first.');
}

/** Files that people keep: whole by themselves, with a stricter policy than the site's pages. */
export const SINGLE_FILES: readonly string[] = [
  'issue/plumbline-issue.html',
  'verify/plumbline-verify.html',
];

/** Every page in `dist/`, the engine's own frame and the single-file editions aside. */
export const pages: readonly BuiltPage[] = filesOf('dist')
  .filter((file) => file.endsWith('.html') && !file.startsWith('engine/'))
  .filter((file) => !SINGLE_FILES.includes(file))
  .map((file) => ({
    path: `/${file.replace(/(^|\/)index\.html$/, '$1')}`,
    html: readFileSync(join('dist', file), 'utf8'),
  }));

export const lessonPages = pages.filter(({ path }) => /^\/courses\/[^/]+\/[^/]+\/$/.test(path));

/** Paths of all files below a folder, POSIX, compressed copies left out. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && !/\.(?:bin|html|css|js|json|svg|txt)\.(?:br|gz)$/.test(entry.name),
    )
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** A file of the site by its path from the root; a folder's path gives its page. */
export function fileAt(path: string): string | undefined {
  const file = join('dist', decodeURIComponent(path), path.endsWith('/') ? 'index.html' : '');
  return existsSync(file) ? file : undefined;
}

/** Every start tag of a name, with its attributes. */
export function tags(html: string, name: string): readonly Readonly<Record<string, string>>[] {
  const found = html.matchAll(new RegExp(`<${name}(?=[\\s>/])((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'g'));
  return [...found].map(([, text = '']) => attributes(text));
}

function attributes(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/([^\s=/"']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g);
  return Object.fromEntries(
    [...found].map(([, key = '', a, b, c]) => [key.toLowerCase(), decoded(a ?? b ?? c ?? '')]),
  );
}

/** Scripts that stand in a page, without those that only hold data. */
export function inlineScripts(html: string): readonly string[] {
  const found = html.matchAll(/<script((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/script>/g);
  return [...found]
    .filter(([, text = '']) => {
      const { src, type = 'module' } = attributes(text);
      return src === undefined && !type.includes('json');
    })
    .map(([, , code = '']) => code);
}

/** The page's policy by directive. */
export function policyOf(html: string): ReadonlyMap<string, readonly string[]> {
  const meta = tags(html, 'meta').find(
    (tag) => tag['http-equiv']?.toLowerCase() === 'content-security-policy',
  );
  const directives = (meta?.['content'] ?? '').split(';').map((one) => one.trim().split(/\s+/));
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]));
}

/** A script with everything that it imports at once (not on demand), as paths from the root. */
export function withImports(script: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(script)) return known;
  known.add(script);
  const file = fileAt(script);
  const code = file === undefined ? '' : readFileSync(file, 'utf8');
  for (const [, path = ''] of code.matchAll(
    /(?:^|[;}\n])import(?:[^'"`(]*from)?\s*["'`](\.[^"'`]+)["'`]/g,
  )) {
    withImports(new URL(path, `https://site.test${script}`).pathname, known);
  }
  return known;
}

/** Style sheets that a page asks for while scripts run. */
export function sheetsOf(html: string): readonly string[] {
  return tags(html.replace(/<noscript>[\s\S]*?<\/noscript>/g, ''), 'link')
    .filter(({ rel }) => rel === 'stylesheet')
    .map(({ href = '' }) => href);
}

/** How many elements a page has as served, what is for pages without script left out. */
export function countElements(html: string): number {
  return (html.replace(/<noscript>[\s\S]*?<\/noscript>/g, '').match(/<[a-z][^\s/>]*/gi) ?? [])
    .length;
}

/** Words of a page, without its tags. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

/** The scripts that bring a `Late` part of a page to life, itself first; empty when there is no such island. */
export function islandParts(island: string): readonly string[] {
  const waker = filesOf('dist/_astro').find((file) => /^wake-island\..*\.js$/.test(file)) ?? '';
  const code = readFileSync(join('dist/_astro', waker), 'utf8');
  const [, part] =
    new RegExp(`"/src/components/${island}/island\\.ts":.*?import\\(\\W\\./(.*?\\.js)`).exec(
      code,
    ) ?? [];
  return part === undefined ? [] : [`/_astro/${waker}`, `/_astro/${part}`];
}

/** Characters of HTML text that are written as references. */
function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
