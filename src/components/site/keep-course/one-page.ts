import { LabError } from '#container';
import sheet from '../../../styles/one-page.css?inline';
import { adoptLesson, type AdoptedLesson } from './adopt-lesson.ts';

type Terms = Readonly<
  Record<string, { readonly term: string; readonly short: string } | undefined>
>;

/**
 * Makes one page of a whole course, to be kept as a file, printed or read anywhere: all lessons, their drawings, the answers
 * to their questions, and the terms that they use. It needs no network and runs no script.
 *
 * @param base absolute address of the site's root
 * @param coursePage the page of the course as it is shown
 * @throws LabError `PageNotFetched`
 */
export async function writeOnePage(base: string, coursePage: Document): Promise<string> {
  const paths = [...coursePage.querySelectorAll<HTMLAnchorElement>('[data-kind="lesson"] h3 a')];
  const lessons = new Map<string, AdoptedLesson>();
  for (const { href } of paths) lessons.set(href, adoptLesson(await fetchPage(href), href, base));
  await inlinePictures([...lessons.values()]);

  const page = document.implementation.createHTMLDocument(titleOf(coursePage));
  page.documentElement.lang = 'en';
  page.head.prepend(metaOf(page, { charset: 'utf-8' }));
  page.head.append(
    metaOf(page, { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    metaOf(page, {
      'http-equiv': 'content-security-policy',
      content: `default-src 'none';img-src data:;style-src ${await digestSource(sheet)};base-uri 'none';form-action 'none'`,
    }),
  );
  const modules = [...coursePage.querySelectorAll('main > section')].flatMap((section) => {
    const own = [...section.querySelectorAll<HTMLAnchorElement>('[data-kind="lesson"] h3 a')];
    const inIt = own.flatMap(({ href }) => lessons.get(href) ?? []);
    return inIt.length > 0
      ? [{ title: section.querySelector('h2')?.textContent ?? '', lessons: inIt }]
      : [];
  });
  page.body.innerHTML = `<main>
<header><p class="small dim">Plumbline, a course as one page</p><h1></h1><p class="lead"></p><p class="small dim from"></p></header>
<nav aria-label="Contents"><h2>Contents</h2><ol></ol></nav></main>`;
  const main = page.querySelector('main') as HTMLElement;
  fill(page, 'h1', coursePage.querySelector('h1')?.textContent);
  fill(page, '.lead', coursePage.querySelector('.lead')?.textContent);
  const from = page.querySelector('.from') as HTMLElement;
  from.append(
    'As it was on ',
    new Date().toISOString().slice(0, 10),
    ' at ',
    linkTo(page, coursePage.location.href.replace(/[?#].*/, ''), 'its address'),
    ', where there is more to try. Text and pictures: ',
    linkTo(page, 'https://creativecommons.org/licenses/by/4.0/', 'CC BY 4.0'),
    '.',
  );
  const contents = page.querySelector('nav ol') as HTMLElement;
  for (const [index, module] of modules.entries()) {
    const heading = page.createElement('h2');
    heading.id = `module-${index + 1}`;
    heading.textContent = `${index + 1}. ${module.title}`;
    const entry = page.createElement('li');
    const entries = page.createElement('ol');
    entry.append(linkTo(page, `#${heading.id}`, module.title), entries);
    contents.append(entry);
    const section = page.createElement('section');
    section.append(heading);
    for (const { id, title, article } of module.lessons) {
      const item = page.createElement('li');
      item.append(linkTo(page, `#${id}`, title));
      entries.append(item);
      section.append(page.adoptNode(article));
    }
    main.append(section);
  }
  const all = [...lessons.values()];
  main.append(...answersOf(page, all, contents), ...(await termsOf(page, base, all, contents)));
  // The style is written into the text: as an element here it would stand under this page's policy, which forbids it.
  const html = page.documentElement.outerHTML.replace(
    '</head>',
    () => `<style>${sheet}</style></head>`,
  );
  return `<!doctype html>\n${html}\n`;
}

const titleOf = (page: Document): string =>
  `${page.querySelector('h1')?.textContent ?? ''} · Plumbline`;

async function fetchPage(url: string): Promise<Document> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    throw new LabError(
      'PageNotFetched',
      `${new URL(url).pathname} could not be fetched${response ? `: the server answers ${response.status}` : ': there is no network'}.`,
      'Nothing was written. Press again once there is a network, or after the course is kept on this device.',
    );
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function answersOf(
  page: Document,
  lessons: readonly AdoptedLesson[],
  contents: Element,
): Element[] {
  const withAnswers = lessons.filter(({ answers }) => answers.length > 0);
  if (withAnswers.length === 0) return [];
  const section = sectionOf(page, 'answers', 'Answers', contents);
  for (const { title, answers } of withAnswers) {
    const heading = page.createElement('h3');
    heading.textContent = title;
    section.append(heading, ...answers.map((answer) => page.adoptNode(answer)));
  }
  return [section];
}

/** Terms that the lessons link to, with their meaning. */
async function termsOf(
  page: Document,
  base: string,
  lessons: readonly AdoptedLesson[],
  contents: Element,
): Promise<Element[]> {
  const ids = new Set(lessons.flatMap(({ terms }) => terms));
  if (ids.size === 0) return [];
  const response = await fetch(`${base}glossary/terms.json`).catch(() => undefined);
  const known = response?.ok ? ((await response.json()) as Terms) : {};
  const section = sectionOf(page, 'terms', 'Terms', contents);
  const list = page.createElement('dl');
  for (const id of [...ids].sort()) {
    const name = page.createElement('dt');
    name.id = `term--${id}`;
    name.textContent = known[id]?.term ?? id.replaceAll('-', ' ');
    const meaning = page.createElement('dd');
    meaning.textContent = known[id]?.short ?? 'See the glossary of the site.';
    list.append(name, meaning);
  }
  section.append(list);
  return [section];
}

function sectionOf(page: Document, id: string, title: string, contents: Element): Element {
  const section = page.createElement('section');
  const heading = page.createElement('h2');
  heading.id = id;
  heading.textContent = title;
  section.append(heading);
  const entry = page.createElement('li');
  entry.append(linkTo(page, `#${id}`, title));
  contents.append(entry);
  return section;
}

/** Pictures become part of the page. */
async function inlinePictures(lessons: readonly AdoptedLesson[]): Promise<void> {
  for (const { article } of lessons)
    for (const picture of article.querySelectorAll('img')) {
      const blob = await (await fetch(picture.src)).blob();
      picture.src = await dataAddress(blob);
    }
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('A picture could not be read'));
    reader.readAsDataURL(blob);
  });
}

async function digestSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

function metaOf(page: Document, attributes: Readonly<Record<string, string>>): Element {
  const meta = page.createElement('meta');
  for (const [name, value] of Object.entries(attributes)) meta.setAttribute(name, value);
  return meta;
}

function linkTo(page: Document, href: string, text: string): Element {
  const link = page.createElement('a');
  link.setAttribute('href', href);
  link.textContent = text;
  return link;
}

function fill(page: Document, selector: string, text: string | null | undefined): void {
  const element = page.querySelector(selector);
  if (element) element.textContent = text ?? '';
}
