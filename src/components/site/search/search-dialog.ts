import { GLYPHS } from '../glyphs.ts';
import type { FromWorker, ShownFound, ToWorker } from './messages.ts';
import { resultOption } from './result-option.ts';
import styles from './search.css?url';

/** Passages are looked up in the pages of this many results, once typing rests. */
const WITH_PASSAGE = 4;
const REST_MS = 250;
/** Results that are drawn in one turn of the page: a slow phone answers keys between two turns. */
const A_TURN = 2;

interface Box {
  readonly dialog: HTMLDialogElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  readonly said: HTMLElement;
}

let box: Box | undefined;

/**
 * Opens the search box; the first time brings its style sheet, its worker and the first of its files.
 *
 * @param base the site's root, ending in "/"
 */
export function openSearch(base: string): void {
  box ??= makeBox(base);
  if (!box.dialog.open) box.dialog.showModal();
  box.input.select();
}

function makeBox(base: string): Box {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  const ask = (message: ToWorker): void => worker.postMessage(message);
  const course = /\/courses\/([a-z0-9-]+)\//.exec(location.pathname)?.[1];
  const site = new URL(base, location.origin).href;
  // Not one after the other: on a slow line each way there and back is half of what a reader waits for.
  void fetchTitles(site).then((titles) => ask({ kind: 'open', site, course, titles }));

  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = styles;
  document.head.append(sheet);
  const made = boxElements();
  const { dialog, input, list, said } = made;

  let shown: readonly ShownFound[] = [];
  let at = -1;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let drawing: ReturnType<typeof setTimeout> | undefined;

  const hrefOf = ({ path, heading }: ShownFound): string =>
    `${base}${path.slice(1)}${heading && !path.includes('#') ? `#${heading.id}` : ''}`;
  const go = (one: ShownFound | undefined, elsewhere = false): void => {
    if (!one) return;
    if (elsewhere) return void open(hrefOf(one), '_blank', 'noopener');
    dialog.close();
    location.assign(hrefOf(one));
  };
  const choose = (index: number): void => {
    at = index;
    for (const option of list.querySelectorAll('[aria-selected="true"]'))
      option.setAttribute('aria-selected', 'false');
    const option = list.children[at];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `hit-${at}`);
  };
  // What an option shows: one of the answer before may still stand below those of this one.
  const drawn = new WeakMap<Element, ShownFound>();
  const draw = (index: number): void => {
    const one = shown[index];
    const old = list.children[index];
    const before = old && drawn.get(old);
    if (!one || (before && JSON.stringify(before) === JSON.stringify(one))) return;
    const option = resultOption(one, index);
    drawn.set(option, one);
    if (index === at) option.setAttribute('aria-selected', 'true');
    if (old) old.replaceWith(option);
    else list.append(option);
  };
  const drawFrom = (first: number, count = A_TURN): void => {
    clearTimeout(drawing);
    for (let index = first; index < first + count && index < shown.length; index += 1) draw(index);
    if (first + count < shown.length) drawing = setTimeout(drawFrom, 0, first + count);
    else while (list.children.length > shown.length) list.lastElementChild?.remove();
  };
  const show = (found: readonly ShownFound[]): void => {
    const kept = shown[at]?.path;
    shown = found;
    if (at >= 0) choose(-1);
    drawFrom(0);
    input.setAttribute('aria-expanded', String(found.length > 0));
    if (kept === undefined) return;
    // What was chosen stays chosen when better results come in.
    drawFrom(0, shown.length);
    choose(found.findIndex(({ path }) => path === kept));
  };
  const askPassages = (typed: string): void => {
    const paths = shown
      .slice(0, WITH_PASSAGE)
      .filter(({ kind }) => kind === 'lesson')
      .map(({ path }) => path);
    if (input.value === typed && paths.length > 0) ask({ kind: 'passages', typed, paths });
  };

  worker.onmessage = ({ data }: MessageEvent<FromWorker>): void => {
    if (data.kind === 'failed') said.textContent = data.message;
    else if (data.typed !== input.value) return;
    else if (data.kind === 'found') {
      show(data.found);
      const count = data.found.length;
      said.textContent =
        count === 0
          ? `Nothing is found for “${data.typed}”.`
          : count === 1
            ? '1 result'
            : `${count} results`;
      clearTimeout(resting);
      resting = setTimeout(() => askPassages(data.typed), REST_MS);
    } else {
      const { path, parts, heading } = data;
      shown = shown.map((one) =>
        one.path === path ? { ...one, about: parts, ...(heading ? { heading } : {}) } : one,
      );
      draw(shown.findIndex((one) => one.path === path));
    }
  };
  worker.onerror = (): void => {
    said.textContent = 'The search is not on this device yet, and cannot be fetched now.';
  };

  input.addEventListener('input', () => {
    ask({ kind: 'find', typed: input.value });
    if (input.value.trim() !== '') return;
    show([]);
    said.textContent = '';
  });
  input.addEventListener('keydown', (event) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      drawFrom(0, shown.length);
      choose((at + step + (at < 0 && step < 0 ? 1 : 0) + shown.length) % shown.length);
    } else if (event.key === 'Escape') {
      // A search field would only be emptied by the first press.
      event.preventDefault();
      dialog.close();
      // Where nothing had the focus before, this field would keep it until the next frame, and the next key with it.
      input.blur();
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      go(shown[Math.max(at, 0)], event.ctrlKey || event.metaKey);
    }
  });
  list.addEventListener('click', (event) => {
    const option = (event.target as Element).closest('[role="option"]');
    if (option) go(drawn.get(option), event.ctrlKey || event.metaKey);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return made;
}

/** The first file; `undefined` when it cannot be had, which the worker finds out for itself and tells. */
async function fetchTitles(site: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(`${site}search/titles.bin`);
    return response.ok ? await response.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

function boxElements(): Box {
  const dialog = document.createElement('dialog');
  dialog.className = 'search';
  dialog.setAttribute('aria-label', 'Search');
  dialog.innerHTML = `<form method="dialog" class="search-in" role="search">
    <svg class="g" viewBox="0 0 16 16" aria-hidden="true">${GLYPHS.find}</svg>
    <input type="search" role="combobox" aria-label="Search lessons, labs, quizzes and terms" aria-controls="hits"
      aria-expanded="false" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false"
      placeholder="Search lessons, labs, quizzes, terms" enterkeyhint="go" autofocus>
    <button class="btn tight quiet" type="submit">Close</button>
  </form>
  <p class="search-said small" role="status"></p>
  <ul id="hits" class="hits" role="listbox" aria-label="Results"></ul>`;
  document.body.append(dialog);
  const part = (selector: string): HTMLElement => dialog.querySelector(selector) as HTMLElement;
  const input = part('input') as HTMLInputElement;
  return { dialog, input, list: part('.hits'), said: part('.search-said') };
}
