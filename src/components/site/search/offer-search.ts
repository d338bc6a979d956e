import type * as Dialog from './search-dialog.ts';
import dialogAt from './search-dialog.ts?late';

/** Where keys belong to what is typed or run there. */
const TYPED_IN = 'input, textarea, select, [contenteditable], .xterm, .cm-editor';

/** Opens the search by its button, by "/", and by Ctrl-K or Cmd-K. Nothing of it is fetched before. */
export function offerSearch(): void {
  const base = document.querySelector<HTMLElement>('[data-search]')?.dataset['search'] ?? '/';
  const openBox = (): void => {
    (import(/* @vite-ignore */ dialogAt) as Promise<typeof Dialog>).then(
      ({ openSearch }) => openSearch(base),
      () => location.assign(`${base}glossary/`),
    );
  };
  document.querySelector('[data-search]')?.addEventListener('click', openBox);
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const bySlash = key === '/' && !ctrlKey && !metaKey && !altKey;
    const byK = key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey;
    if (!(bySlash || byK) || (target as Element).closest(TYPED_IN)) return;
    event.preventDefault();
    openBox();
  });
}
