import { THEME_KEY } from './theme-before-paint.ts';

/** Brings the choice of theme in the header to life: what is chosen holds at once, here and on the next page. */
export function offerThemes(): void {
  const root = document.documentElement;
  const inputs = document.querySelectorAll<HTMLInputElement>('#theme-choice input');
  for (const input of inputs) {
    input.checked = input.value === (root.dataset['theme'] ?? 'system');
    input.addEventListener('change', () => choose(input.value));
  }

  function choose(theme: string): void {
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    try {
      if (theme === 'system') localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, theme);
    } catch {
      // A browser that keeps nothing for this site shows the choice until the page is left.
    }
  }
}
