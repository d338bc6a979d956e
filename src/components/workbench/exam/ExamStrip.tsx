import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { pausesLeft, timeLeftMs, type LabSitting } from '#assessment';
import { siteLink } from '../../site/site-link.ts';
import { useBench } from '../bench-context.ts';
import { ConfirmDialog } from '../Dialog.tsx';
import { clockWords, saidOnTheWay } from '../../assessment/exam/exam-words.ts';

/** The exam that is sat in this lab: its time, its pauses, its end. Nothing where the lab is practised. */
export function ExamStrip() {
  const { bench } = useBench();
  const sitting = bench.exam.value;
  if (!sitting) return null;
  return sitting.end ? <Ended sitting={sitting} /> : <Running sitting={sitting} />;
}

function Running({ sitting }: { readonly sitting: LabSitting }) {
  const { bench, session, act } = useBench();
  const isHidden = useSignal(false);
  const isEnding = useSignal(false);
  const said = useSignal('');
  const left = timeLeftMs(sitting.clock);
  const before = useRef(left);
  const pauses = pausesLeft(sitting.clock, sitting.pauses);
  const isOwner = session.value !== undefined && !bench.isReadOnly.value;
  const last = bench.last.value;
  useEffect(() => {
    const words = saidOnTheWay(before.current, left);
    before.current = left;
    if (words !== '') said.value = words;
  }, [left]);
  return (
    <div class="wb-note wb-exam">
      <span>
        <b>Exam</b>: no hints, no solution. Your last Check counts.
      </span>
      <span class="num">
        {isHidden.value ? (
          <span class="dim">Time is hidden</span>
        ) : (
          <>
            Time left{' '}
            <b role="timer" aria-label="Time left">
              {clockWords(left)}
            </b>
          </>
        )}
      </span>
      <span class="btns">
        <button class="btn tight" type="button" onClick={() => (isHidden.value = !isHidden.value)}>
          {isHidden.value ? 'Show time' : 'Hide time'}
        </button>
        <button
          class="btn tight"
          type="button"
          disabled={pauses === 0 || !isOwner}
          onClick={() => act((open) => open.exam?.pause())}
        >
          Pause{' '}
          <span class="dim">
            {pauses} of {sitting.pauses.count} left
          </span>
        </button>
        <button
          class="btn tight"
          type="button"
          disabled={!isOwner}
          onClick={() => (isEnding.value = true)}
        >
          End the exam
        </button>
      </span>
      <span class="vh" role="status">
        {said.value}
      </span>
      {isEnding.value && (
        <ConfirmDialog
          title="End the exam?"
          text={
            last?.sitting === sitting.id
              ? `Your last Check has ${last.points} of ${last.maxPoints} points, and that counts. Check once more first if you have changed something since.`
              : 'There was no Check yet, so nothing would count. Check first.'
          }
          verb="End the exam"
          onClose={() => (isEnding.value = false)}
          onConfirm={() => act((open) => open.exam?.end('learner'))}
        />
      )}
      {sitting.clock.isPaused && isOwner && <Paused sitting={sitting} />}
    </div>
  );
}

/** Covers the work while the time stands still. */
function Paused({ sitting }: { readonly sitting: LabSitting }) {
  const { act } = useBench();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const left = sitting.pauses.minutes * 60_000 - (sitting.clock.pausesMs.at(-1) ?? 0);
  return (
    <dialog
      ref={dialog}
      class="wb-dialog wb-pause"
      aria-labelledby="paused"
      onCancel={(event) => event.preventDefault()}
      // A second Escape closes what a first one could not: the cover comes back.
      onClose={() => dialog.current?.isConnected && dialog.current.showModal()}
    >
      <header class="wb-dialog-h">
        <h2 id="paused">The time stands still</h2>
      </header>
      <div class="wb-dialog-b">
        <p>
          The work is covered while you pause. After <b class="num">{clockWords(left)}</b> the time
          runs on by itself.
        </p>
        <div class="btns">
          <button
            class="btn primary"
            type="button"
            autofocus
            onClick={() => act((open) => open.exam?.goOn())}
          >
            Go on
          </button>
        </div>
      </div>
    </dialog>
  );
}

function Ended({ sitting }: { readonly sitting: LabSitting }) {
  const { bench, session } = useBench();
  const { end, exam } = sitting;
  const result = end?.result;
  return (
    <div class="wb-note wb-exam">
      <span role="status">
        <b>The exam has ended</b>
        {end?.by === 'time' ? ' because its time was over' : ''}.{' '}
        {result
          ? `${result.points} of ${result.maxPoints} points at the last Check. ${result.passed ? 'It holds' : 'It does not hold'}, as this browser judged it.`
          : 'There was no Check, so this browser counts nothing.'}{' '}
        {result && result.unmet.length > 0 && `Nobody passes without: ${result.unmet.join(', ')}.`}{' '}
        Your files stand as they were at the end: hand them in.
      </span>
      <span class="btns">
        <button
          class="btn tight primary"
          type="button"
          aria-haspopup="dialog"
          disabled={session.value === undefined || bench.phase.value !== 'open'}
          onClick={() => (bench.isHandingIn.value = true)}
        >
          Hand in the work
        </button>
        <a class="btn tight" href={siteLink(`/exams/${exam}/#part-p`)}>
          What happens next
        </a>
      </span>
    </div>
  );
}
