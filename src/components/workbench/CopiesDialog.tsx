import { useBench } from './bench-context.ts';
import { Dialog } from './Dialog.tsx';
import { clockTime } from './save-words.ts';

/** Kept copies, newest first; each can be put back in place of the work. */
export function CopiesDialog({ onClose }: { readonly onClose: () => void }) {
  const { bench, act } = useBench();
  return (
    <Dialog title="Kept copies" onClose={onClose}>
      <div class="wb-dialog-b">
        <p class="dim">
          A copy of all your files is made before each reset, update, restore and load. Restoring
          one keeps what is here now as a copy too.
        </p>
        <ul role="list" class="wb-copies">
          {bench.copies.value.map((copy) => {
            const keptAt = new Date(copy.keptAt);
            const files = Object.entries(copy.files).filter(
              ([path, { kind }]) => kind === 'file' && !path.startsWith('.git/'),
            ).length;
            return (
              <li key={copy.id}>
                <span>
                  <b>{copy.reason}</b>
                  <span class="fine num">
                    {keptAt.toLocaleDateString('en-GB', {
                      day: 'numeric',
                      month: 'long',
                      year: 'numeric',
                    })}
                    , {clockTime(keptAt)}; {files === 1 ? '1 file' : `${files} files`}
                  </span>
                </span>
                <button
                  class="btn tight"
                  type="button"
                  onClick={() => {
                    act((session) => session.actions.restore(copy));
                    onClose();
                  }}
                >
                  Restore
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}
