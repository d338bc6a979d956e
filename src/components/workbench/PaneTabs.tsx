import { useBench } from './bench-context.ts';
import { countVerdicts } from './check-run.ts';
import { PANES, type Pane } from './layout.ts';

const NAMES: Record<Pane, string> = {
  brief: 'Brief',
  files: 'Files',
  editor: 'Editor',
  terminal: 'Terminal',
  checks: 'Checks',
};

/** On a narrow screen: which pane is shown. The tab of the checks carries their count. */
export function PaneTabs() {
  const { sheet, bench, layout } = useBench();
  const run = bench.run.value;
  const { lookedAt, pass, total } = countVerdicts(sheet.tasks, run);
  const count = run.phase === 'running' ? lookedAt : pass;
  return (
    <nav class="wb-tabs" aria-label="Panes">
      {PANES.map((pane) => (
        <button
          key={pane}
          type="button"
          aria-current={layout.pane.value === pane ? 'true' : undefined}
          onClick={() => (layout.pane.value = pane)}
        >
          {NAMES[pane]}
          {pane === 'checks' && (
            <span class="num">
              {run.phase === 'idle' ? total : `${count}/${total}`}
              <span class="vh">
                {run.phase === 'idle'
                  ? ' in all'
                  : run.phase === 'running'
                    ? ' looked at'
                    : ' hold'}
              </span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
