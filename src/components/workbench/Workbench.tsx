import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { pressEarly } from '../site/press-early.ts';
import { AuthorBarOnDemand } from './author/AuthorBarOnDemand.tsx';
import { BenchContext, type BenchShared } from './bench-context.ts';
import { createBench } from './bench.ts';
import { BriefPane } from './BriefPane.tsx';
import { CheckPane } from './CheckPane.tsx';
import { ComparisonOnDemand } from './ComparisonOnDemand.tsx';
import { EditorPane, type FirstFile } from './EditorPane.tsx';
import { FilePane } from './FilePane.tsx';
import { HandInOnDemand } from './hand-in/HandInOnDemand.tsx';
import type { LabSheet } from './lab-sheet.ts';
import { createLayout } from './layout.ts';
import { Notices } from './Notices.tsx';
import { ServePane } from './serve/ServePane.tsx';
import { PaneTabs } from './PaneTabs.tsx';
import { Separator } from './Separator.tsx';
import type { LabSession } from './session.ts';
import { TerminalPane } from './TerminalPane.tsx';
import { TopBar } from './TopBar.tsx';
import { usePaneKeys } from './use-pane-keys.ts';
import { useSizes } from './use-sizes.ts';

export interface WorkbenchProps {
  readonly sheet: LabSheet;
  readonly firstFile?: FirstFile;
  readonly brand?: ComponentChildren;
  readonly theme?: ComponentChildren;
  /** The story of the lab. */
  readonly children?: ComponentChildren;
}

/** The lab screen. Served as a page that can be read; its code comes at the first touch (`client-touch.ts`), its engine then. */
export function Workbench({ sheet, firstFile, brand, theme, children }: WorkbenchProps) {
  const bench = useMemo(createBench, []);
  const layout = useMemo(createLayout, []);
  const session = useSignal<LabSession | undefined>(undefined);
  const root = useRef<HTMLDivElement>(null);
  /** What was asked for before the learner's work was open. */
  const asked = useRef<((open: LabSession) => void)[]>([]);

  const shared = useMemo<BenchShared>(() => {
    const act: BenchShared['act'] = (action) => {
      const run = (open: LabSession): void => {
        Promise.resolve()
          .then(() => action(open))
          .catch((error: unknown) => {
            const hint = error instanceof Error && 'hint' in error ? String(error.hint) : '';
            const message = error instanceof Error ? error.message : String(error);
            open.say(`${message} ${hint}`.trim());
          });
      };
      const open = session.peek();
      if (open) run(open);
      else asked.current.push(run);
    };
    return { sheet, bench, layout, session, act };
  }, []);

  useEffect(() => {
    let isGone = false;
    bench.save.value = { kind: 'opening' };
    void import('./session.ts').then(async ({ LabSession: Session }) => {
      const open = await Session.open(sheet, bench);
      if (isGone) {
        open.close();
        return;
      }
      session.value = open;
      for (const run of asked.current.splice(0)) run(open);
    });
    root.current?.removeAttribute('data-touch');
    if (root.current) pressEarly(root.current);
    const leave = () => session.peek()?.leave();
    const hide = () => {
      if (document.visibilityState === 'hidden') leave();
    };
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
    return () => {
      isGone = true;
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
      session.peek()?.close();
    };
  }, []);

  usePaneKeys(root, shared);
  useSizes(root, layout);
  useSignalEffect(() => {
    // Set here and not in the markup, so that the served page and the first render are the same.
    root.current?.setAttribute('data-shown', layout.pane.value);
    root.current?.setAttribute('data-side', layout.side.value);
  });

  return (
    <BenchContext.Provider value={shared}>
      <div class="wb" ref={root} data-shown="brief" data-side="brief" data-touch>
        <a class="skip" href="#checks">
          Skip to the checks
        </a>
        <TopBar brand={brand} theme={theme} />
        <Notices />
        <AuthorBarOnDemand />
        <main class="wb-main">
          <BriefPane>{children}</BriefPane>
          <Separator border="brief" />
          <FilePane />
          <Separator border="files" />
          <ServePane />
          <EditorPane firstFile={firstFile} />
          <Separator border="terminal" />
          <TerminalPane />
          <Separator border="checks" />
          <CheckPane />
        </main>
        <PaneTabs />
        <ComparisonOnDemand />
        <HandInOnDemand />
      </div>
    </BenchContext.Provider>
  );
}
