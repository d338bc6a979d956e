import { useBench } from './bench-context.ts';
import { hintLadder } from './hint-ladder.ts';
import type { SheetTask } from './lab-sheet.ts';

/** The hints of a task: those that are open, the next with its price, the later ones by name. */
export function HintLadder({ task }: { readonly task: SheetTask }) {
  const { bench, session, act } = useBench();
  const opened = bench.hintsOpened.value[task.id] ?? 0;
  const isReady = session.value !== undefined && !bench.isReadOnly.value;
  if (bench.assigned.value?.hintsAllowed === false) {
    return <p class="small dim">No hints in this assignment.</p>;
  }
  if (bench.isExam.value) return <p class="small dim">No hints in an exam.</p>;
  return (
    <details class="hints">
      <summary>
        Hints{' '}
        <span class="num">
          {opened} of {task.hints.length} opened
        </span>
      </summary>
      <ol role="list">
        {hintLadder(task.hints, opened).map((step) => (
          <li key={step.number}>
            <span class="hint-n">{step.number}</span>
            {step.state === 'open' && <p>{step.text}</p>}
            {step.state === 'next' && (
              <button
                class="btn tight"
                type="button"
                disabled={!isReady}
                onClick={() => act((open) => open.openHint(task.id))}
              >
                {step.name} <span class="dim">free, recorded</span>
              </button>
            )}
            {step.state === 'later' && (
              <span class="dim">
                {step.name}. Opens after hint {step.number - 1}.
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
