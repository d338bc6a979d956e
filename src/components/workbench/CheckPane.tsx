import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import {
  countVerdicts,
  firstFailure,
  isTaskOpen,
  pointsByTask,
  summarise,
  summariseTask,
} from './check-run.ts';
import { packageRoot } from '../site/site-link.ts';
import { HandInButton } from './hand-in/HandInButton.tsx';
import type { LabSheet, SheetTask } from './lab-sheet.ts';
import { clockTime } from './save-words.ts';
import { useThrottled } from './use-throttled.ts';
import { VerdictItem } from './VerdictItem.tsx';

/** The check panel: the button, how far it is, every verdict on its line, the points so far. */
export function CheckPane() {
  const { sheet, bench, act } = useBench();
  const run = bench.run.value;
  const counts = countVerdicts(sheet.tasks, run);
  const isRunning = run.phase === 'running';
  const why = useWhyNot();
  const note = why ?? (bench.isCheckAwaited.value ? AWAITED : undefined);
  const summary = useComputed(() => summarise(sheet, bench.run.value));
  const earned = Object.values(pointsByTask(sheet.tasks, run)).reduce((sum, own) => sum + own, 0);
  return (
    <section class="pane checks" id="checks" aria-label="Checks" tabIndex={-1} data-pane="checks">
      <div class="checks-top">
        <div>
          <h2>{isRunning ? 'Checking' : 'Checks'}</h2>
          <p class="small num">{summary.value}</p>
        </div>
        {isRunning ? (
          <button class="btn tight" type="button" onClick={() => act((open) => open.desk.stop())}>
            Stop
          </button>
        ) : (
          <button
            class="btn tight primary"
            type="button"
            aria-disabled={why !== undefined}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            aria-describedby={note === undefined ? undefined : 'check-why'}
            onClick={() => {
              if (why === undefined) act((open) => open.desk.check());
            }}
          >
            Check
          </button>
        )}
      </div>
      <Bar {...counts} />
      <div class="pane-b">
        {note !== undefined && (
          <p class="small dim check-why" id="check-why">
            {note}
          </p>
        )}
        {bench.runFailure.value !== undefined && (
          <p class="small check-why" role="alert">
            <b class="w-error">Could not be judged.</b> {bench.runFailure.value}{' '}
            <button class="linklike" type="button" onClick={() => act((open) => open.desk.check())}>
              Check again
            </button>
          </p>
        )}
        {sheet.tasks.map((task, index) => (
          <TaskVerdicts key={task.id} task={task} number={index + 1} />
        ))}
      </div>
      <div class="checks-foot">
        <p class="small">
          {run.phase === 'idle' ? (
            <>
              <b class="num">{sheet.tasks.reduce((sum, task) => sum + task.points, 0)}</b> points,{' '}
              {passWords(sheet)}{' '}
              {packageRoot() === undefined
                ? bench.isExam.value
                  ? bench.hasExamEnded.value
                    ? 'The exam has ended. Nothing was sent.'
                    : 'Exam: the last Check before the end counts. Nothing is sent.'
                  : 'Practice: nothing is sent.'
                : 'Self-reported: the LMS is told what this browser counts.'}
              <LastCheck />
            </>
          ) : (
            <>
              <b class="num">{earned}</b> of{' '}
              {sheet.tasks.reduce((sum, { points }) => sum + points, 0)} points so far,{' '}
              self-assessed. {passWords(sheet)}
            </>
          )}
        </p>
        <div class="checks-foot-acts">
          <p class="fine">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd> checks
          </p>
          <HandInButton />
        </div>
      </div>
      <Announcer />
    </section>
  );
}

/** What passes, in a sentence. */
function passWords({ pass, tasks }: Pick<LabSheet, 'pass' | 'tasks'>): string {
  const musts = tasks.flatMap(({ checks }) => checks.filter(({ must }) => must === true)).length;
  return musts === 0 ? `${pass} pass.` : `${pass} pass, when the ${musts} that must hold do.`;
}

const AWAITED = 'The check begins as soon as the shell is there.';

/** Why "Check" cannot be pressed now, in one sentence. */
function useWhyNot(): string | undefined {
  const { bench } = useBench();
  if (bench.phase.value === 'failed')
    return 'The lab could not be opened, so nothing can be checked.';
  if (bench.hasExamEnded.value) return 'The exam has ended: nothing is checked any more.';
  if (bench.isReadOnly.value) return 'Another tab has this lab. Check there, or work here instead.';
  const engine = bench.engine.value;
  if (engine.kind === 'failed') return `${engine.why.message} ${engine.why.hint}`;
  return undefined;
}

function Bar({ total, lookedAt, pass, fail, blocked, error }: ReturnType<typeof countVerdicts>) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Widths are set here: a style attribute in served HTML is refused by the site's policy.
    const parts = [pass, fail, blocked, error];
    for (const [index, part] of [...(bar.current?.children ?? [])].entries()) {
      (part as HTMLElement).style.width = `${(100 * (parts[index] ?? 0)) / total}%`;
    }
  }, [pass, fail, blocked, error, total]);
  return (
    <div
      class="bar"
      ref={bar}
      role="progressbar"
      aria-label="Checks looked at"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={lookedAt}
      aria-valuetext={`${lookedAt} of ${total}`}
    >
      <i />
      <i class="f" />
      <i class="b" />
      <i class="e" />
    </div>
  );
}

function TaskVerdicts({ task, number }: { readonly task: SheetTask; readonly number: number }) {
  const { bench } = useBench();
  const run = bench.run.value;
  const { text, tone } = summariseTask(task, run);
  const tones: Record<string, string> = {
    pass: 'w-pass',
    fail: 'w-fail',
    blocked: 'w-blocked',
    error: 'w-error',
  };
  return (
    <details class="vt" open={isTaskOpen(task, run)}>
      <summary>
        <span>
          {number} <span class="vt-t">{task.title}</span>
        </span>
        <span class={tones[tone] ?? 'dim'}>{text}</span>
      </summary>
      <div class="verdicts" role="list">
        {task.checks.map((check) => (
          <VerdictItem key={check.id} check={check} />
        ))}
      </div>
    </details>
  );
}

/** The last Check of an earlier visit. */
function LastCheck() {
  const { bench } = useBench();
  const last = bench.last.value;
  if (!last) return null;
  const at = new Date(last.startedAt);
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
  return (
    <span class="last-check num">
      Last checked on {day}, {clockTime(at)}: {last.points} of {last.maxPoints} points.
    </span>
  );
}

/** Tells screen readers how far it is, at most once a second, and the first thing that does not hold, at once. */
function Announcer() {
  const { sheet, bench } = useBench();
  const counts = useThrottled(() => {
    const { phase } = bench.run.value;
    if (bench.isCheckAwaited.value) return AWAITED;
    return phase === 'idle' ? '' : summarise(sheet, bench.run.value);
  }, 1000);
  const failure = useComputed(() => {
    const first = firstFailure(sheet, bench.run.value);
    return first ? `${first.check} does not hold. ${first.summary}` : '';
  });
  return (
    <>
      <p class="vh" role="status">
        {counts}
      </p>
      <p class="vh" role="status">
        {failure.value}
      </p>
    </>
  );
}
