import { GLYPHS, type GlyphName } from '../glyphs.ts';

/** One of the marks. The word stands beside it. */
export function Mark({ name }: { readonly name: GlyphName }) {
  return (
    <svg
      class={`g ${name}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: GLYPHS[name] }}
    />
  );
}
