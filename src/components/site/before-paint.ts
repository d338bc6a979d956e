/** Where the choice of theme is kept: `light`, `dark`, or nothing for the system's. */
export const THEME_KEY = 'plumbline-theme';

/** Sets the kept theme before the first paint. Runs inline in the head; its digest stands in the page's policy. */
export const THEME_BEFORE_PAINT = `try{const t=localStorage['${THEME_KEY}'];if(t)document.documentElement.dataset.theme=t}catch{}`;
