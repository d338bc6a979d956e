import { useState } from 'preact/hooks';
import { storageState, type StorageFacts } from './storage-state.ts';

/**
 * How much room the site takes, and whether the browser may clear it when the device is short of space.
 *
 * @param first what the browser said before the page was drawn, so that nothing moves when it does
 */
export function StorageState({ first }: { readonly first: StorageFacts }) {
  const [facts, setFacts] = useState(first);
  const { used, room, isNearlyFull, isPersisted } = facts;
  const ask = async (): Promise<void> => {
    await navigator.storage.persist();
    setFacts(await storageState());
  };
  return (
    <>
      {used !== undefined && room !== undefined && (
        <p class="safety">
          The site takes {used} of the {room} that this browser gives it.
          {isNearlyFull && (
            <span class="w-error">
              {' '}
              That is nearly all. Save your record to a file now, then free space on the device.
            </span>
          )}
        </p>
      )}
      {isPersisted === false && (
        <p class="safety">
          When the device runs short of space the browser may clear it without asking.{' '}
          <button class="btn tight" type="button" onClick={() => void ask()}>
            Ask it to keep it
          </button>
        </p>
      )}
      {isPersisted === true && (
        <p class="safety">
          The browser has agreed not to clear it when the device is short of space.
        </p>
      )}
    </>
  );
}
