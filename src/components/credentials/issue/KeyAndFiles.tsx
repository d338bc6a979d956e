import { useRef, useState } from 'preact/hooks';
import {
  addressOfOrUndefined,
  backUpKey,
  drawSeed,
  importSigningKey,
  jsonText,
  statusListAddress,
  withNewKey,
} from '#credentials';
import { saveFile } from '../save-file.ts';
import { Field } from './Field.tsx';
import { loadBatch } from './load-batch.ts';
import type { KeptIssuer } from './issuer-store.ts';
import { Told, type Doing } from './Told.tsx';

interface Props extends Doing {
  readonly issuer: KeptIssuer;
  readonly onKeep: (issuer: KeptIssuer) => Promise<void>;
  readonly onForget: () => Promise<void>;
}

/** Publishing, keys, and leaving this browser. */
export function KeyAndFiles({ issuer, onKeep, onForget, attempt, outcome }: Props) {
  const { register } = issuer;
  const didAt = addressOfOrUndefined(register.document.id);
  const dialog = useRef<HTMLDialogElement>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isLost, setLost] = useState(false);

  const publish = async (): Promise<string> => {
    const { publishZip } = await loadBatch();
    saveFile('publish.zip', await publishZip(issuer, new Date()), 'application/zip');
    return 'Saved as publish.zip: put what is in "public" on your web server. The list is good for 90 days.';
  };
  const rotate = async (): Promise<string> => {
    const now = new Date();
    const seed = drawSeed();
    const key = await importSigningKey(seed);
    const next = withNewKey(register, key.publicKeyMultibase, now, isLost);
    const backup = await backUpKey(seed, passphrase, now);
    seed.fill(0);
    await onKeep({ register: next, key });
    saveFile('key.json', jsonText(backup), 'application/json');
    setPassphrase('');
    setLost(false);
    return isLost
      ? 'The new key is in use and its backup saved. Publish did.json now; all certificates of the lost key are refused from then on: issue them again.'
      : 'The new key is in use and its backup saved. Publish did.json now; the old certificates go on to hold.';
  };

  return (
    <>
      <section class="row sect" aria-labelledby="publish">
        <div class="at tick">Publish</div>
        <div class="on">
          <h2 id="publish">Two static files</h2>
          <dl class="fields">
            {didAt !== undefined && (
              <div>
                <dt>Your keys</dt>
                <dd>{didAt}</dd>
              </div>
            )}
            <div>
              <dt>Your status list</dt>
              <dd>{statusListAddress(register)}</dd>
            </div>
          </dl>
          <p class="criteria">
            Serve both with the header <code>Access-Control-Allow-Origin: *</code>, so that
            verifiers of others can read them.
          </p>
          <div class="btns onward">
            <button class="btn" type="button" onClick={() => attempt('publish', publish)}>
              Save the files to publish
            </button>
          </div>
          <Told outcome={outcome} at="publish" />
        </div>
      </section>
      <section class="row sect pad-foot" aria-labelledby="keys">
        <div class="at tick">Keys</div>
        <div class="on">
          <h2 id="keys">The key in use, and the ones before</h2>
          <ul class="issuers">
            {register.document.verificationMethod.map(({ id, expires, revoked }) => (
              <li key={id}>
                <span class="mono fine">{id.split('#').at(-1)}</span>
                <span class="dim small">
                  {revoked !== undefined ? 'revoked' : expires !== undefined ? 'ended' : 'in use'}
                </span>
              </li>
            ))}
          </ul>
          {didAt !== undefined && (
            <details class="rotate">
              <summary>Put a new key in its place</summary>
              <form
                class="issue-form"
                onSubmit={(event) => {
                  event.preventDefault();
                  attempt('keys', rotate);
                }}
              >
                <label class="tickbox">
                  <input
                    type="checkbox"
                    checked={isLost}
                    onChange={(event) => setLost(event.currentTarget.checked)}
                  />
                  <span>
                    The old key may be in other hands: nothing that it signed is to be good any
                    more.
                  </span>
                </label>
                <Field
                  label="Passphrase of the new backup, 12 characters or more"
                  type="password"
                  value={passphrase}
                  onValue={setPassphrase}
                />
                <button class="btn" type="submit">
                  Make the new key and save its backup
                </button>
              </form>
            </details>
          )}
          <div class="btns onward">
            <button
              class="btn"
              type="button"
              onClick={() => saveFile('register.json', jsonText(register), 'application/json')}
            >
              Save the register
            </button>
            <button
              class="btn quiet deletes"
              type="button"
              onClick={() => dialog.current?.showModal()}
            >
              Take the issuer out of this browser
            </button>
          </div>
          <Told outcome={outcome} at="keys" />
          <dialog ref={dialog} class="asks" aria-labelledby="forget-asks">
            <h2 id="forget-asks">Take it out of this browser?</h2>
            <p>
              The key and the register are deleted here. With key.json, its passphrase and
              register.json you can bring the issuer back; without them nobody can.
            </p>
            <div class="btns">
              <button class="btn" type="button" onClick={() => dialog.current?.close()}>
                Leave it
              </button>
              <button
                class="btn deletes"
                type="button"
                onClick={() => {
                  dialog.current?.close();
                  const forget = async (): Promise<string> => {
                    await onForget();
                    return 'The issuer is taken out of this browser.';
                  };
                  attempt('keys', forget, 'page');
                }}
              >
                Take it out
              </button>
            </div>
          </dialog>
        </div>
      </section>
    </>
  );
}
