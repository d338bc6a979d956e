import { useEffect, useRef, useState } from 'preact/hooks';
import { withRevokedBadge, type IssuedEntry } from '#credentials';
import { dayOf } from '../humane.ts';
import type { KeptIssuer } from './issuer-store.ts';
import { Told, type Doing } from './Told.tsx';

interface Props extends Doing {
  readonly issuer: KeptIssuer;
  readonly onKeep: (issuer: KeptIssuer) => Promise<void>;
}

/** What was issued, the newest first, and how one is revoked. */
export function Issued({ issuer, onKeep, attempt, outcome }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [asked, setAsked] = useState<IssuedEntry>();
  const [reason, setReason] = useState('');
  const ask = (entry: IssuedEntry): void => {
    setAsked(entry);
    setReason('');
    dialog.current?.showModal();
  };
  // The page of a cohort names the certificate that is to be revoked; that is asked here, as by the button.
  useEffect(() => {
    const named = /^#revoke=(urn%3Auuid%3A[0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (named === undefined) return;
    history.replaceState(null, '', location.pathname + location.search);
    attempt('issued', () => {
      const id = decodeURIComponent(named);
      const entry = issuer.register.issued.find((one) => one.id === id);
      if (!entry) {
        const words =
          'That certificate is not in this issuer’s register. Open the page of the issuer that signed it.';
        return Promise.reject(new RangeError(words));
      }
      if (entry.revoked !== undefined) return Promise.resolve('It was revoked before.');
      ask(entry);
      return Promise.resolve('');
    });
  }, []);
  const revoke = async (): Promise<string> => {
    dialog.current?.close();
    if (!asked) return '';
    await onKeep({
      ...issuer,
      register: withRevokedBadge(issuer.register, asked.id, new Date(), reason.trim()),
    });
    return 'It is revoked here. Readers hear of it when you have published the status list anew: save the files below.';
  };
  const entries = issuer.register.issued.toReversed();
  return (
    <section class="row sect" aria-labelledby="issued">
      <div class="at tick">Issued</div>
      <div class="on">
        <h2 id="issued">What was issued</h2>
        {entries.length === 0 && <p class="criteria">Nothing yet.</p>}
        {entries.length > 0 && (
          <div class="scroll-x">
            <table class="t stack">
              <thead>
                <tr>
                  <th scope="col">Certificate</th>
                  <th scope="col">Id</th>
                  <th scope="col">On</th>
                  <th scope="col">State</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.id}>
                    <td>{entry.achievement.split('/').at(-1)}</td>
                    <td class="mono small">{entry.id.replace('urn:uuid:', '')}</td>
                    <td class="nowrap">{dayOf(new Date(entry.issued))}</td>
                    <td>
                      {entry.revoked === undefined ? (
                        <button
                          class="btn tight"
                          type="button"
                          aria-label={`Revoke ${entry.id}`}
                          onClick={() => ask(entry)}
                        >
                          Revoke
                        </button>
                      ) : (
                        `revoked ${dayOf(new Date(entry.revoked))}`
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Told outcome={outcome} at="issued" />
        <dialog ref={dialog} class="asks" aria-labelledby="revoke-asks">
          <h2 id="revoke-asks">Revoke this certificate?</h2>
          <p>It cannot be taken back. The holder is not told by this page: tell them yourself.</p>
          <label>
            Reason, for your register only
            <input
              class="field"
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <div class="btns">
            <button class="btn" type="button" onClick={() => dialog.current?.close()}>
              Leave it
            </button>
            <button class="btn deletes" type="button" onClick={() => attempt('issued', revoke)}>
              Revoke it
            </button>
          </div>
        </dialog>
      </div>
    </section>
  );
}
