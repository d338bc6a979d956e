import type { ComponentChildren } from 'preact';

/** A part of an instrument, divided from the one above by a rule. */
export function Part({
  title,
  children,
}: {
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="ins-part">
      {title !== undefined && <h4>{title}</h4>}
      {children}
    </div>
  );
}
