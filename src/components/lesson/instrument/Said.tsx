import type { ComponentChildren } from 'preact';

/** What the last act led to, in words; read out politely when it changes. */
export function Said({ children }: { readonly children?: ComponentChildren }) {
  return (
    <div class="ins-said" role="status">
      {children}
    </div>
  );
}
