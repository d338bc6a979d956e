/** Where the choice of theme is kept: `light`, `dark`, or nothing for the system's. */
export const THEME_KEY = 'plumbline-theme';

/**
 * Runs inline at the end of the head; its digest stands in the page's policy.
 *
 * Sets the kept theme before the first paint. A page that opens in its middle (at a heading, or where it was left before a
 * reload or a way back) brings its late style along at once, as a page without script does: nothing that is in sight then
 * moves once the page is touched.
 */
export const BEFORE_PAINT = `try{const t=localStorage['${THEME_KEY}'];if(t)document.documentElement.dataset.theme=t}catch{}if(location.hash||performance.navigation.type)document.write(document.querySelector('noscript')?.textContent??'')`;
