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
  theme:
    '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor"/>',
  find: '<circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="m10.4 10.4 4 4" stroke="currentColor" stroke-width="1.4"/>',
  menu: '<path d="M1.5 4h13M1.5 8h13M1.5 12h13" stroke="currentColor" stroke-width="1.4"/>',
} as const;

export type GlyphName = keyof typeof GLYPHS;
