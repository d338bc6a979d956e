import { lateStyle } from './late-style.ts';
import styles from './theme-choice.css?url';
import { THEME_KEY } from './before-paint.ts';

const THEMES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'As the system'],
] as const;

/** Opens the choice of theme below its button; what is chosen holds at once, here and on the next page. */
export async function offerThemes(button: HTMLElement): Promise<void> {
  // A second press while the sheet is on its way finds nothing more to make.
  button.removeAttribute('data-themes');
  await lateStyle(styles);
  const form = document.createElement('form');
  form.id = 'theme-choice';
  form.className = 'floats theme-choice';
  form.popover = 'auto';
  form.innerHTML = `<fieldset><legend>Theme</legend>${THEMES.map(
    ([value, label]) =>
      `<label><input type="radio" name="theme" value="${value}"> ${label}</label>`,
  ).join('')}</fieldset>`;
  const root = document.documentElement;
  for (const input of form.querySelectorAll('input')) {
    input.checked = input.value === (root.dataset['theme'] ?? 'system');
    input.addEventListener('change', () => choose(root, input.value));
  }
  button.after(form);
  // From here on the browser opens and closes it, tells of it and gives the focus back.
  button.setAttribute('popovertarget', form.id);
  form.showPopover({ source: button });
}

function choose(root: HTMLElement, theme: string): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // A browser that keeps nothing for this site shows the choice until the page is left.
  }
}
