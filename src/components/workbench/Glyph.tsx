import { GLYPHS, type GlyphName } from '../site/glyphs.ts';

/** A mark of the site. It stands beside a word, so it is hidden from screen readers. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg
      class={`g ${name}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: GLYPHS[name] }}
    />
  );
}
