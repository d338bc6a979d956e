import type { Kept } from './before-paint.ts';
import type * as Gone from './say-gone.ts';
import goneAt from './say-gone.ts?late';
import type * as Lesson from './lesson-life.ts';
import lessonAt from './lesson-life.ts?late';
import type * as Themes from './offer-themes.ts';
import themesAt from './offer-themes.ts?late';
import { registerServiceWorker } from './register-service-worker.ts';
import type * as Search from './search/search-dialog.ts';
import searchAt from './search/search-dialog.ts?late';
import type * as Islands from './wake-island.ts';
import islandsAt from './wake-island.ts?late';

/** Where keys belong to what is typed or run there: in a terminal Ctrl-K is the shell's. A box that is ticked takes no text. */
const TYPED_IN = 'input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]';
const TOUCHES = ['scroll', 'pointermove', 'pointerdown', 'keydown', 'focusin'];
/** What is done there is no reading: it brings nothing of the lesson along, which would only keep the search waiting. */
const NOT_READING = 'dialog,[data-search]';
/** How far below the window an island is fetched. */
const AHEAD = '600px';

const part = <Part>(address: string): Promise<Part> => import(/* @vite-ignore */ address);
const on = addEventListener;

function openSearch(): void {
  const base = import.meta.env.BASE_URL;
  part<typeof Search>(searchAt).then(
    (search) => search.openSearch(base),
    () => location.assign(`${base}glossary/`),
  );
}

function enliven(pressed?: Element | null): void {
  for (const touch of TOUCHES) removeEventListener(touch, touched);
  part<typeof Lesson>(lessonAt).then(
    (lesson) => lesson.enliven(pressed),
    () => pressed instanceof HTMLAnchorElement && location.assign(pressed.href),
  );
}
const touched = (event: Event): void => {
  // A key that opens the search is not typed into the page; what scrolls is the document, which is no element.
  if (!event.defaultPrevented && !(event.target as Partial<Element>).closest?.(NOT_READING))
    enliven();
};

/** A link may name a heading that the page has no more. */
function checkPlace(): void {
  if (location.hash.length > 1 && !document.querySelector(':target'))
    void part<typeof Gone>(goneAt).then(({ sayGone }) => sayGone());
}

function wake(element: HTMLElement): void {
  part<typeof Islands>(islandsAt)
    .then((islands) => islands.wakeIsland(element))
    .catch((error: unknown) => {
      // The page's own text stands; whoever wants the part hears why it is not there, and how to get it.
      console.error(error);
      element.insertAdjacentHTML(
        'beforeend',
        '<p role="alert">This part could not be fetched. <button data-again>Try again</button></p>',
      );
    });
}

const onPress = (event: MouseEvent): void => {
  const pressed = (event.target as Element).closest<HTMLElement>(
    '[data-search],[data-themes],[data-life],[data-again]',
  );
  if (!pressed) return;
  if ('search' in pressed.dataset) openSearch();
  else if ('again' in pressed.dataset) {
    const island = pressed.closest<HTMLElement>('[data-island]');
    pressed.parentElement?.remove();
    if (island) wake(island);
  } else if ('themes' in pressed.dataset)
    void part<typeof Themes>(themesAt).then(({ offerThemes }) => offerThemes(pressed));
  // Pressed before its part was there: `pressEarly` presses it again.
  else if (!('life' in pressed.dataset)) pressed.dataset['early'] = '';
  else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
    // A link among them leads where its part cannot be shown.
    event.preventDefault();
    enliven(pressed);
  }
};
const onKey = (event: KeyboardEvent): void => {
  const withControl = event.ctrlKey || event.metaKey;
  if (event.altKey || (withControl ? event.key.toLowerCase() !== 'k' : event.key !== '/')) return;
  // The lab's editor lives in a shadow root: seen from here the target is only its host. A key that was kept has no path.
  if (((event.composedPath()[0] ?? event.target) as Element).closest(TYPED_IN)) return;
  event.preventDefault();
  openSearch();
};

/**
 * Starts the one script that a page brings along. It fetches every other part when it is called for: a press of a button, a
 * key, an island about to be seen, the first touch of a lesson. Nothing that is late is lost: what was pressed is done once
 * its part is there.
 */
export function boot(): void {
  on('click', onPress);
  on('keydown', onKey);
  const { early } = globalThis as Kept;
  if (early) (early.type === 'click' ? onPress : onKey)(early);
  if (document.querySelector('[data-lesson]')) {
    for (const touch of TOUCHES) on(touch, touched, { passive: true });
    // Somebody was here before this script.
    if (scrollY) enliven();
    if (early) touched(early);
    const icon = document.querySelector<HTMLLinkElement>('[rel=icon]');
    if (icon) icon.href = `${import.meta.url}/../../mark.svg`;
  }

  const watch = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        wake(target as HTMLElement);
      }
    },
    { rootMargin: AHEAD },
  );
  for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
    const { touch } = element.dataset;
    if (touch === undefined) watch.observe(element);
    else if (touch) wake(element);
    else element.addEventListener('wake', () => wake(element));
  }
  on('hashchange', checkPlace);
  checkPlace();
  registerServiceWorker();
}
