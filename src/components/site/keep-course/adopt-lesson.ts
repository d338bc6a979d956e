/** A lesson as a part of a larger page. */
export interface AdoptedLesson {
  /** Unique in the page; ids in it begin with it. */
  readonly id: string;
  readonly title: string;
  readonly article: HTMLElement;
  /** One for each question, in order. */
  readonly answers: readonly HTMLElement[];
  /** Names of the glossary's entries that it links to. */
  readonly terms: readonly string[];
}

/** Headings stand below those of course and module. */
const LOWER = 2;
const LETTERS = 'abcdefgh';
/** Attributes that name ids of the same page. */
const NAMING = ['aria-labelledby', 'aria-describedby', 'for'];

/**
 * Takes a lesson out of its page: what is tried becomes what is read without script, questions lose their controls and
 * their answers stand apart, ids and links hold in the larger page.
 *
 * @param href address of the lesson's page
 * @param base address of the site's root
 */
export function adoptLesson(page: Document, href: string, base: string): AdoptedLesson {
  const id = href.replace(/\/$/, '').replace(/^.*\//, '');
  const article = page.createElement('article');
  const prose = page.querySelector('.prose');
  if (!prose) throw new Error(`${href} is not the page of a lesson.`);
  const heading = page.querySelector('h1') ?? page.createElement('h1');
  const lead = page.querySelector('.lead');
  const title = heading.textContent;
  article.append(heading, ...(lead ? [lead] : []), prose);
  for (const island of prose.querySelectorAll('.island')) unwrapIsland(page, island);
  const answers = [...prose.querySelectorAll('form.q')].map((form, index) =>
    takeAnswer(page, form, `${id}--question-${index + 1}`),
  );
  for (const element of article.querySelectorAll('*'))
    for (const name of NAMING) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, value.replace(/\S+/g, `${id}--$&`));
    }
  for (const element of article.querySelectorAll('[id]'))
    if (!element.id.startsWith(`${id}--`)) element.id = `${id}--${element.id}`;
  const terms = [...article.querySelectorAll('a[href]')].flatMap((link) =>
    adoptLink(link, id, href, base),
  );
  for (const old of article.querySelectorAll('h1, h2, h3, h4')) lower(page, old);
  const lowered = article.querySelector('h3');
  if (lowered) lowered.id = id;
  return { id, title, article, answers, terms };
}

/** What is tried is on the site; here stands what is read where no script runs. */
function unwrapIsland(page: Document, island: Element): void {
  const words = [...island.querySelectorAll('noscript')].flatMap(({ childNodes }) => [
    ...childNodes,
  ]);
  const note = page.createElement('div');
  note.className = 'op-try';
  if (words.length > 0) note.append(...words);
  else note.textContent = 'Here the lesson’s own page has something to try.';
  island.replaceWith(note);
}

/** Leaves the question and its options, and returns what each of them is worth. */
function takeAnswer(page: Document, form: Element, id: string): HTMLElement {
  const question = page.createElement('div');
  question.className = 'op-q';
  const ask = page.createElement('p');
  const link = page.createElement('a');
  link.setAttribute('href', `#${id}-answer`);
  link.textContent = 'Answer';
  ask.append(...(form.querySelector('legend')?.childNodes ?? []), ' ', link);
  ask.id = id;
  const options = page.createElement('ol');
  options.type = 'a';
  for (const text of form.querySelectorAll('.choice > span')) {
    const option = page.createElement('li');
    option.append(...text.childNodes);
    options.append(option);
  }
  question.append(ask, options);

  const answer = page.createElement('div');
  answer.className = 'op-a';
  answer.id = `${id}-answer`;
  const title = page.createElement('p');
  title.append(...[...ask.childNodes].slice(0, -2).map((node) => node.cloneNode(true)), ' ');
  const back = link.cloneNode() as Element;
  back.setAttribute('href', `#${id}`);
  back.textContent = 'Back';
  title.append(back);
  answer.append(title);
  for (const [index, reason] of [...form.querySelectorAll('.q-why dd')].entries()) {
    const line = page.createElement('p');
    line.append(`${LETTERS[index] ?? ''}) `, ...reason.childNodes);
    answer.append(line);
  }
  form.replaceWith(question);
  return answer;
}

/** @returns the glossary's entry that it led to, if it did */
function adoptLink(link: Element, id: string, href: string, base: string): readonly string[] {
  const to = link.getAttribute('href') ?? '';
  const own = new RegExp(`^#${id}--`);
  if (own.test(to)) return [];
  if (to.startsWith('#')) {
    link.setAttribute('href', `#${id}--${to.slice(1)}`);
    return [];
  }
  const url = new URL(to, href);
  if (!url.href.startsWith(base)) return [];
  const course = href.replace(/[^/]+\/$/, '');
  if (url.href.startsWith(`${base}glossary/`) && url.hash) {
    const term = url.hash.slice(1);
    link.setAttribute('href', `#term--${term}`);
    return [term];
  }
  const [, lesson] = /^([^/]+)\/$/.exec(url.href.replace(/#.*/, '').replace(course, '')) ?? [];
  if (lesson !== undefined && url.href.startsWith(course))
    link.setAttribute('href', url.hash ? `#${lesson}--${url.hash.slice(1)}` : `#${lesson}`);
  // What is only on the site is reached there.
  else link.setAttribute('href', url.href);
  return [];
}

function lower(page: Document, heading: Element): void {
  const level = Number(heading.tagName.slice(1)) + LOWER;
  const lowered = page.createElement(`h${level}`);
  if (heading.id) lowered.id = heading.id;
  lowered.append(...heading.childNodes);
  heading.replaceWith(lowered);
}
