import { useBench } from '../bench-context.ts';

const FIRST_END = 'End the exam first: what stands then is what is handed in.';

/** Opens the hand-in; closed while the work is not this tab's, is being graded, or belongs to an exam that goes on. */
export function HandInButton() {
  const { bench, session, act } = useBench();
  const isExam = bench.isExam.value;
  const hasEnded = isExam && bench.hasExamEnded.value;
  const isClosed =
    session.value === undefined ||
    bench.phase.value !== 'open' ||
    (isExam ? !hasEnded : bench.isReadOnly.value) ||
    bench.run.value.phase === 'running';
  return (
    <button
      class="btn tight"
      type="button"
      aria-disabled={isClosed}
      aria-haspopup="dialog"
      title={isExam && !hasEnded ? FIRST_END : undefined}
      onClick={() => {
        if (!isClosed) bench.isHandingIn.value = true;
        else if (isExam && !hasEnded) act((open) => open.say(FIRST_END));
      }}
    >
      Hand in
    </button>
  );
}
