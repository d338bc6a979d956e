import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { useBench } from './bench-context.ts';
import type { FileView } from './file-views.ts';

/** A file as a page, table or chart. */
type View = ComponentType<{
  readonly path: string;
  readonly text: string;
  readonly onOpen: (path: string) => void;
}>;

const LOADERS: Readonly<Record<Exclude<FileView, 'text'>, () => Promise<View>>> = {
  page: async () => (await import('./reading/MarkdownPage.tsx')).MarkdownPage,
  table: async () => (await import('./table/TableView.tsx')).TableView,
  chart: async () => (await import('./chart/MetricsChart.tsx')).MetricsChart,
};

const NAMES: Readonly<Record<FileView, string>> = {
  text: 'Text',
  page: 'Page',
  table: 'Table',
  chart: 'Chart',
};

/** A way to look at a file that is not its text; its code is loaded when it is asked for. It follows the file. */
export function OtherView({
  path,
  view,
}: {
  readonly path: string;
  readonly view: Exclude<FileView, 'text'>;
}) {
  const { bench, session, act } = useBench();
  const loaded = useSignal<{ readonly Shown: View } | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    act(async () => {
      const Shown = await LOADERS[view]();
      if (!isGone) loaded.value = { Shown };
    });
    return () => {
      isGone = true;
    };
  }, [view]);
  const workspace = session.value?.workspace;
  // The revision is read so that what programs write is shown.
  const bytes = workspace && workspace.revision.value >= 0 ? workspace.bytesOf(path) : undefined;
  if (!loaded.value || !bytes) return <p class="code-none dim">Laying out the {view}</p>;
  const { Shown } = loaded.value;
  return (
    <Shown
      path={path}
      text={new TextDecoder().decode(bytes)}
      onOpen={(to) => (bench.jump.value = { path: to })}
    />
  );
}

/** Chooses between the ways to look at a file. */
export function ViewChoice({
  views,
  chosen,
  onChoose,
}: {
  readonly views: readonly FileView[];
  readonly chosen: FileView | undefined;
  readonly onChoose: (view: FileView) => void;
}) {
  return (
    <div class="view-choice" role="group" aria-label="Look at the file as">
      {views.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === chosen}
          onClick={() => onChoose(view)}
        >
          {NAMES[view]}
        </button>
      ))}
    </div>
  );
}
