import type { ComponentChildren } from 'preact';
import { useBench } from './bench-context.ts';

const NAMES = { brief: 'Brief', files: 'Files' } as const;

/** The heading of brief or files. On a screen of middle width both share a pane, and the heading chooses between them. */
export function SideHeading({
  own,
  children,
}: {
  readonly own: 'brief' | 'files';
  readonly children?: ComponentChildren;
}) {
  const { layout } = useBench();
  const other = own === 'brief' ? 'files' : 'brief';
  const choose = (
    <button
      class="side-other"
      type="button"
      onClick={() => {
        layout.side.value = other;
        // The button that was pressed is gone with its pane.
        requestAnimationFrame(() => document.getElementById(other)?.focus());
      }}
    >
      {NAMES[other]}
    </button>
  );
  return (
    <div class="pane-h">
      {own === 'files' && choose}
      <h2>{NAMES[own]}</h2>
      {own === 'brief' && choose}
      {children}
    </div>
  );
}
