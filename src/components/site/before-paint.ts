/** Where the choice of theme is kept: `light`, `dark`, or nothing for the system's. */
export const THEME_KEY = 'plumbline-theme';

/** States in which a lesson's first frames are drawn, by the class of the document's element (`first-window.css`). */
const STATES = 'abc';

/**
 * Runs inline at the end of every page's head; its digest stands in the page's policy. Sets the kept theme before the first
 * paint.
 */
export const BEFORE_PAINT = `try{const t=localStorage['${THEME_KEY}'];if(t)document.documentElement.dataset.theme=t}catch{}`;

/**
 * The same for a lesson, which has its late style in the head, for where no script runs. One that opens in its middle (at a
 * heading, or where it was left before a reload or a way back) brings that style along at once: nothing that is in sight then
 * moves once the page is touched. One that opens at its top shows its first window first: what stands below is laid out in the
 * tasks after the first frame, a part in each, so that none is long. A tab in the background draws no frames, and leaves nothing
 * out.
 */
export const BEFORE_LESSON = `${BEFORE_PAINT}{const d=document,e=d.documentElement;if(location.hash||performance.navigation.type)d.write(d.querySelector('noscript').textContent);else if(!d.hidden){let i=0,s=()=>{if(e.className='${STATES}'[i++]??'')requestAnimationFrame(()=>setTimeout(s))};s()}}`;
