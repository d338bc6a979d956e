/** Where the choice of theme is kept: `light`, `dark`, or nothing for the system's. */
export const THEME_KEY = 'plumbline-theme';

/**
 * Runs inline at the end of every page's head; its digest stands in the page's policy. Sets the kept theme before the first
 * paint.
 */
export const BEFORE_PAINT = `try{const t=localStorage['${THEME_KEY}'];if(t)document.documentElement.dataset.theme=t}catch{}`;

/**
 * The same for a lesson, which has its late style in the head, for where no script runs. One that opens in its middle (at a
 * heading, or where it was left before a reload or a way back) brings that style along at once: nothing that is in sight then
 * moves once the page is touched.
 */
export const BEFORE_LESSON = `${BEFORE_PAINT}if(location.hash||performance.navigation.type)document.write(document.querySelector('noscript').textContent)`;

/** What an early press or key is kept as, for the script that comes after the paint. */
export interface Kept {
  early?: MouseEvent & KeyboardEvent;
}

/** The type of a script element that is none to the browser: `AFTER_PAINT` brings what it names. */
export const LATE_TYPE = 'late';

/**
 * What follows it in one inline script: brings the page's late script once the page is whole and its first text is on the
 * screen, in a tab in the background once that is looked at. Fetched and run before, it would only keep that text waiting. The
 * last press or key until then is kept (`Kept`).
 */
export const AFTER_PAINT = `;onclick=onkeydown=e=>early=e;onload=()=>new PerformanceObserver(()=>import(document.querySelector('[type=${LATE_TYPE}]').src)).observe({type:'paint',buffered:1})`;
