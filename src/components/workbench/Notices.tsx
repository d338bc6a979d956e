import { AssignedStrip } from './assigned/AssignedStrip.tsx';
import { useBench } from './bench-context.ts';
import { ExamStripOnDemand } from './exam/ExamStripOnDemand.tsx';
import { Glyph } from './Glyph.tsx';

/** What needs a decision or a word, in one strip below the header: nothing floats over the work. */
export function Notices() {
  const { bench, act } = useBench();
  const older = bench.older.value;
  const failure = bench.failure.value;
  const message = bench.message.value;
  const isOwner = !bench.isReadOnly.value;
  return (
    <div class="wb-notes">
      <ExamStripOnDemand />
      <AssignedStrip />
      {failure && (
        <p class="wb-note" role="alert">
          <Glyph name="error" />
          <span>
            <b class="w-error">The lab could not be opened.</b> {failure.message} {failure.hint}
          </span>
        </p>
      )}
      {older && isOwner && (
        <div class="wb-note" role="status">
          <Glyph name="late" />
          <span>
            {older.savedVersion === older.labVersion ? (
              <b class="w-error">The lab’s files were updated.</b>
            ) : (
              <b class="w-error">The lab was updated to {older.labVersion}.</b>
            )}{' '}
            Your work is on {older.savedVersion} and stays valid. Updating lays anew the files that
            you have not changed, and keeps yours.
          </span>
          <span class="btns">
            <button
              class="btn tight"
              type="button"
              onClick={() => act((session) => session.actions.keepOlder())}
            >
              Keep mine
            </button>
            <button
              class="btn tight"
              type="button"
              onClick={() => act((session) => session.actions.update())}
            >
              Update
            </button>
            <button
              class="btn tight"
              type="button"
              onClick={() => act((session) => session.actions.compareWithNewVersion())}
            >
              Compare
            </button>
          </span>
        </div>
      )}
      <p class={message === '' ? 'vh' : 'wb-note'}>
        <span role="status">{message}</span>
        {message !== '' && (
          <button class="linklike" type="button" onClick={() => (bench.message.value = '')}>
            Close
          </button>
        )}
      </p>
    </div>
  );
}
