import { useBench } from '../bench-context.ts';

/** Opens the hand-in; closed while the work is not this tab's, or is being graded. */
export function HandInButton() {
  const { bench, session } = useBench();
  const isClosed =
    session.value === undefined ||
    bench.phase.value !== 'open' ||
    bench.isReadOnly.value ||
    bench.run.value.phase === 'running';
  return (
    <button
      class="btn tight"
      type="button"
      aria-disabled={isClosed}
      aria-haspopup="dialog"
      onClick={() => {
        if (!isClosed) bench.isHandingIn.value = true;
      }}
    >
      Hand in
    </button>
  );
}
