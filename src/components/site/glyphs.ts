/** The drawings of all marks, 16 units square, as the inside of an `svg`. Colour comes from `currentColor`. */
export const GLYPHS = {
  pass: '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.7 8.2l2.4 2.4 4.3-4.9" fill="none" stroke="var(--sheet)" stroke-width="1.7"/>',
  fail: '<path d="M8 .4 15.6 8 8 15.6.4 8Z" fill="currentColor"/><path d="M5.5 5.5l5 5M10.5 5.5l-5 5" stroke="var(--sheet)" stroke-width="1.7"/>',
  blocked:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.6 8h6.8" stroke="currentColor" stroke-width="2"/>',
  error:
    '<path d="M8 1.4 15 14.2H1Z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 5.8v4.2M8 11.2v1.6" stroke="currentColor" stroke-width="1.7"/>',
  run: '<circle cx="8" cy="8" r="6.2" fill="none" stroke="var(--rule)" stroke-width="1.8"/><path d="M8 1.8A6.2 6.2 0 0 1 14.2 8" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  wait: '<circle cx="8" cy="8" r="3" fill="none" stroke="currentColor" stroke-width="1.4"/>',
  half: '<circle cx="8" cy="8" r="5.4" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2.6a5.4 5.4 0 0 1 0 10.8Z" fill="currentColor"/>',
  late: '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 4.2V8l2.8 1.8" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  // Those of the header are one path each: they stand in every page.
  theme:
    '<path d="M8 2a6 6 0 0 1 0 12Zm0 12a6 6 0 0 1 0-12M8 14a6 6 0 0 1 0-12" fill="currentColor" fill-rule="evenodd" stroke="currentColor" stroke-width="1.4"/>',
  find: '<path d="M11.6 7a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 1 1 9.2 0m-1.2 3.4 4 4" fill="none" stroke="currentColor" stroke-width="1.4"/>',
  menu: '<path d="M1.5 4h13m-13 4h13m-13 4h13" stroke="currentColor" stroke-width="1.4"/>',
} as const;

export type GlyphName = keyof typeof GLYPHS;
