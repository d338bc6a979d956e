import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { BenchShared } from './bench-context.ts';
import { nextPane, PANES, type Pane } from './layout.ts';

/** Keys that hold everywhere on the lab screen: F6 goes through the panes, Ctrl or Cmd with Enter checks. */
export function usePaneKeys(
  root: RefObject<HTMLElement>,
  { act, layout }: Pick<BenchShared, 'act' | 'layout'>,
): void {
  // Heard from the first draw on: what was pressed before is heard again then.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'F6') {
        event.preventDefault();
        // The focus leaves between press and release: a terminal that saw only the press would drop the next paste.
        event.stopPropagation();
        goToPane(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        act((session) => session.desk.check());
      }
    };
    const goToPane = (step: 1 | -1) => {
      // A server's page lies over the editor: then it is what F6 comes to.
      const paneOf = (pane: Pane) =>
        root.current?.querySelector<HTMLElement>(
          pane === 'editor' ? '#serve:not([hidden]), #editor' : `#${pane}`,
        );
      const focused = PANES.find((pane) => paneOf(pane)?.contains(document.activeElement));
      const isNarrow = PANES.filter((pane) => paneOf(pane)?.checkVisibility()).length < 3;
      const shown = isNarrow ? PANES : PANES.filter((pane) => paneOf(pane)?.checkVisibility());
      const next = nextPane(focused, step, shown);
      if (next === undefined) return;
      layout.pane.value = next;
      requestAnimationFrame(() => {
        const pane = paneOf(next);
        (pane && entryOf(pane))?.focus();
      });
    };
    // Before the editor and the terminal see them.
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, []);
}

/** Where the focus goes when a pane is entered: to what one works with there. */
function entryOf(pane: HTMLElement): HTMLElement {
  const inner = pane.querySelector('.code-host:not([hidden])')?.shadowRoot;
  return (
    inner?.querySelector<HTMLElement>('.cm-content') ??
    pane.querySelector<HTMLElement>(
      '.term-host:not([hidden]) .xterm-helper-textarea, [role=treeitem][tabindex="0"], .checks-top button, .code-b > pre',
    ) ??
    pane
  );
}
