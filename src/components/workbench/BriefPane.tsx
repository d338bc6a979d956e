import type { ComponentChildren } from 'preact';
import { currentTask, isTaskOpen, pointsByTask } from './check-run.ts';
import { HintLadder } from './HintLadder.tsx';
import { useBench } from './bench-context.ts';
import { SideHeading } from './SideHeading.tsx';
import { SheetLinkOrText } from './SheetLinkOrText.tsx';

/** The story, the tasks with their points, and the hints of each. */
export function BriefPane({ children }: { readonly children: ComponentChildren }) {
  const { sheet, bench } = useBench();
  const run = bench.run.value;
  const isKnown = run.phase !== 'idle';
  const points = pointsByTask(sheet.tasks, run);
  const current = currentTask(sheet.tasks, run);
  return (
    <section class="pane brief" id="brief" aria-label="Brief" tabIndex={-1} data-pane="brief">
      <SideHeading own="brief" />
      <div class="pane-b">
        <div class="story">{children}</div>
        <ol role="list" class="tasks">
          {sheet.tasks.map((task, index) => {
            const isDone = isKnown && !isTaskOpen(task, run);
            const isCurrent = task.id === current;
            return (
              <li
                key={task.id}
                class={isDone ? 'done' : isCurrent ? 'open' : undefined}
                aria-current={isCurrent ? 'step' : undefined}
              >
                <span class="task-n">{index + 1}</span>
                <div>
                  <b>{task.title}</b>
                  <span>{task.summary}</span>
                </div>
                <span class="pts num">
                  {isKnown ? `${points[task.id] ?? 0} of ${task.points}` : `${task.points} points`}
                </span>
                <details class="task-more">
                  <summary>
                    {task.checks.length === 1 ? '1 check' : `${task.checks.length} checks`}
                  </summary>
                  <ul role="list">
                    {task.checks.map((check) => (
                      <li key={check.id}>{check.claim}</li>
                    ))}
                  </ul>
                </details>
                <HintLadder task={task} />
              </li>
            );
          })}
        </ol>
        {sheet.lessons.length > 0 && (
          <p class="small dim wb-lessons">
            Prepared by{' '}
            {sheet.lessons.map((lesson, index) => (
              <>
                {index > 0 && ', '}
                <SheetLinkOrText link={lesson} />
              </>
            ))}
            .
          </p>
        )}
      </div>
    </section>
  );
}
