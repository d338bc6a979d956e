import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../content.ts';
import { elementsOf, attributeText } from '../jsx-element.ts';
import { lineOfNode, nodesOf } from '../mdx-source.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import { textsOf, type Text } from './texts.ts';

/** A link inside the site leads to a page that is there, and to a heading that is on it. */
export function links(content: Content): readonly Problem[] {
  const site = sitePages(content);
  return textsOf(content).flatMap((text) =>
    linksIn(text).flatMap(({ address, line }) => {
      const fault = faultOf(address, text, site);
      return fault ? [{ file: text.file, line, ...fault }] : [];
    }),
  );
}

/** Addresses of pages, each with the ids on it; `undefined` where ids are not known. */
type SitePages = ReadonlyMap<string, readonly string[] | undefined>;
type Fault = Pick<Problem, 'what' | 'todo'>;

function faultOf(address: string, text: Text, site: SitePages): Fault | undefined {
  if (/^(?:https?:|mailto:)/.test(address)) return undefined;
  const [page = '', heading] = address.split('#');
  if (page === '') return headingFault(heading ?? '', headingIds(text), 'this page');
  if (!page.startsWith('/')) {
    return {
      what: `The link "${address}" is relative.`,
      todo: 'Write it from the root of the site: "/courses/<course>/<lesson>/", "/labs/<lab>/" or "/glossary/#<term>".',
    };
  }
  if (!site.has(page)) {
    return {
      what: `The link "${address}" leads to no page.`,
      todo: `${didYouMean(page, [...site.keys()])}Pages end in "/"; a lesson that is coming has none.`,
    };
  }
  const ids = site.get(page);
  return heading === undefined || ids === undefined ? undefined : headingFault(heading, ids, page);
}

function headingFault(heading: string, ids: readonly string[], page: string): Fault | undefined {
  if (ids.includes(heading)) return undefined;
  return {
    what: `There is no heading "#${heading}" on ${page}.`,
    todo: `${didYouMean(heading, ids)}Headings there: ${ids.join(', ') || 'none'}.`,
  };
}

const headingIds = ({ headings }: Text): readonly string[] => headings.map(({ id }) => id);

function linksIn({ tree }: Text): readonly { readonly address: string; readonly line: number }[] {
  const written = [...nodesOf(tree)].flatMap((node) =>
    node.type === 'link' || node.type === 'definition'
      ? [{ address: node.url, line: lineOfNode(node) }]
      : [],
  );
  const raw = [...elementsOf(tree)].flatMap((element) => {
    const address = element.name === 'a' ? attributeText(element, 'href') : undefined;
    return address === undefined ? [] : [{ address, line: lineOfNode(element) }];
  });
  return [...written, ...raw];
}

function sitePages(content: Content): SitePages {
  const pages = new Map<string, readonly string[] | undefined>();
  for (const path of fixedRoutes(content.root)) pages.set(path, undefined);
  for (const { id } of content.courses) pages.set(`/courses/${id}/`, undefined);
  for (const { id, headings } of content.lessons) {
    pages.set(
      `/courses/${id}/`,
      headings.map((heading) => heading.id),
    );
  }
  for (const { id } of content.labs) pages.set(`/labs/${id}/`, undefined);
  pages.set(
    '/glossary/',
    content.glossary.map(({ id }) => id),
  );
  return pages;
}

/** Addresses of pages that are one file in `src/pages/`. */
function fixedRoutes(root: string): string[] {
  const folder = join(root, 'src/pages');
  if (!existsSync(folder)) return ['/', '/courses/', '/labs/'];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.astro') && !path.includes('['))
    .map((path) => `/${path.replace(/(?:^|\/)index\.astro$|\.astro$/, '')}/`.replace('//', '/'));
}
