import { openRecord } from '#progress';
import { GLYPHS } from './glyphs.ts';
import { standings, type Standing, type StepToDo } from './standing.ts';

let dialog: HTMLDialogElement | undefined;

/**
 * Shows the course around a lesson, with what is done of it and where the reader is. It is read from the course's own page
 * when it is asked for, so that no lesson carries it; where that page cannot be had, the link leads there.
 *
 * @param link leads to the course's page
 */
export async function showTree(link: HTMLAnchorElement): Promise<void> {
  dialog ??= await treeOf(link.href).catch(() => undefined);
  if (!dialog) {
    location.assign(link.href);
    return;
  }
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('[aria-current]')?.focus();
}

async function treeOf(href: string): Promise<HTMLDialogElement> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href} answers ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const items = [...page.querySelectorAll<HTMLElement>('.items li')];
  const states = await standingsOf(items);
  const tree = document.createElement('dialog');
  tree.className = 'tree';
  tree.setAttribute('aria-labelledby', 'tree-title');
  // A press beside it closes it.
  tree.addEventListener('click', ({ target }) => {
    if (target === tree) tree.close();
  });
  const close = element('button', 'btn quiet tight', 'Close');
  close.addEventListener('click', () => tree.close());
  const title = element('h2', '', page.querySelector('h1')?.textContent ?? '');
  title.id = 'tree-title';
  const head = element('div', 'tree-h');
  head.append(title, close);
  const body = element('div', 'tree-b');
  body.append(head);
  for (const module of page.querySelectorAll('section:has(.items)')) {
    const name = element('h3', '', module.querySelector('h2')?.textContent ?? '');
    const list = element('ol', '');
    list.setAttribute('role', 'list');
    for (const item of module.querySelectorAll<HTMLElement>('.items li'))
      list.append(lineOf(item, states.get(item)));
    body.append(name, list);
  }
  tree.append(body);
  return tree;
}

function lineOf(item: HTMLElement, standing: Standing | undefined): HTMLElement {
  const line = element('li', '');
  const link = item.querySelector('a');
  const text = item.querySelector('h3')?.textContent.trim() ?? '';
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const done = standing?.state === 'done';
  mark.setAttribute('class', `g ${done ? 'pass' : 'wait'}`);
  mark.setAttribute('viewBox', '0 0 16 16');
  mark.setAttribute('aria-hidden', 'true');
  mark.innerHTML = GLYPHS[done ? 'pass' : 'wait'];
  const what = element('span', 'small', item.querySelector(':scope > span')?.textContent.trim());
  if (!link) {
    line.append(mark, element('span', 'dim', text), what);
    return line;
  }
  const to = element('a', '') as HTMLAnchorElement;
  to.href = link.href;
  if (done) to.append(element('span', 'vh', 'Done: '));
  to.append(text);
  if (link.pathname === location.pathname) to.setAttribute('aria-current', 'page');
  line.append(mark, to, what);
  return line;
}

async function standingsOf(
  items: readonly HTMLElement[],
): Promise<ReadonlyMap<HTMLElement, Standing>> {
  const open = items.filter(({ dataset }) => dataset['id'] !== undefined);
  const steps = open.map(({ dataset }): StepToDo => ({
    kind: (dataset['kind'] ?? 'lesson') as StepToDo['kind'],
    id: dataset['id'] ?? '',
    ...(dataset['pass'] === undefined ? {} : { pass: Number(dataset['pass']) }),
  }));
  const record = await openRecord();
  const all = standings(
    steps,
    await record.lessons(),
    await record.attempts(),
    await record.quizResults(),
  );
  return new Map(
    open.flatMap((item, index) => {
      const standing = all[index];
      return standing ? [[item, standing]] : [];
    }),
  );
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(text);
  return made;
}
