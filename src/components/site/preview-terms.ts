/** What a term means, by its file name. */
type Terms = Readonly<
  Record<string, { readonly term: string; readonly short: string } | undefined>
>;

const REST_MS = 250;

/**
 * Shows what a term means while the pointer rests on it or the focus is on it. The note can be pointed at, goes by Escape,
 * and is read with the link. The definitions are fetched for the first one.
 */
export function previewTerms(): void {
  let terms: Promise<Terms> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let shownFor: HTMLAnchorElement | undefined;
  const note = document.createElement('div');
  note.id = 'term-note';
  note.className = 'term-note';
  note.role = 'tooltip';
  note.popover = 'manual';
  document.body.append(note);

  const hide = (): void => {
    clearTimeout(resting);
    if (note.matches(':popover-open')) note.hidePopover();
    shownFor?.removeAttribute('aria-describedby');
    shownFor = undefined;
  };
  const show = async (link: HTMLAnchorElement): Promise<void> => {
    // Relative to the glossary's own page, wherever the site stands.
    terms ??= fetch(new URL('terms.json', link.href.replace(/#.*/, ''))).then(
      (answer) => answer.json() as Promise<Terms>,
    );
    const found = (await terms)[link.hash.slice(1)];
    if (!found || !(link.matches(':hover') || link === document.activeElement)) return;
    hide();
    note.replaceChildren(strong(found.term), ` ${found.short}`);
    link.setAttribute('aria-describedby', note.id);
    shownFor = link;
    note.showPopover();
    place(note, link.getClientRects());
  };
  const soon = (link: HTMLAnchorElement): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      show(link).catch(() => {
        // Without the definitions the link still leads to the glossary; the next rest asks again.
        terms = undefined;
      });
    }, REST_MS);
  };
  const leave = (to: EventTarget | null): void => {
    if (to instanceof Node && (note.contains(to) || shownFor?.contains(to))) return;
    hide();
  };
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.term')) {
    link.addEventListener('pointerenter', () => soon(link));
    link.addEventListener('focus', () => soon(link));
    link.addEventListener('pointerleave', ({ relatedTarget }) => leave(relatedTarget));
    link.addEventListener('blur', hide);
  }
  note.addEventListener('pointerleave', ({ relatedTarget }) => leave(relatedTarget));
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  // Focus by key scrolls the page: the note stays with its term.
  const follow = (): void => {
    if (shownFor) place(note, shownFor.getClientRects());
  };
  addEventListener('scroll', follow, { passive: true });
}

function strong(text: string): HTMLElement {
  const element = document.createElement('b');
  element.textContent = text;
  return element;
}

/** Below the term's last line, or above its first where there is no room; inside the window. */
function place(note: HTMLElement, lines: DOMRectList): void {
  const [first] = lines;
  const last = lines.item(lines.length - 1);
  if (!first || !last) return;
  const { offsetWidth: width, offsetHeight: height } = note;
  const below = last.bottom + height + 8 < innerHeight;
  note.style.top = `${below ? last.bottom + 4 : first.top - height - 4}px`;
  note.style.left = `${Math.max(8, Math.min(last.left, innerWidth - width - 8))}px`;
}
