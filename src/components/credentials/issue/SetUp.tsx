import { useState } from 'preact/hooks';
import {
  backUpKey,
  createRegister,
  drawSeed,
  importSigningKey,
  jsonText,
  openKeyBackup,
  readRegister,
} from '#credentials';
import { saveFile } from '../save-file.ts';
import { Field } from './Field.tsx';
import type { KeptIssuer } from './issuer-store.ts';
import { Told, type Doing } from './Told.tsx';

interface Props extends Doing {
  readonly onReady: (issuer: KeptIssuer) => Promise<void>;
}

/** Makes an issuer, or brings one that was made elsewhere. */
export function SetUp(props: Props) {
  return (
    <>
      <Make {...props} />
      <Import {...props} />
    </>
  );
}

function Make({ onReady, attempt, outcome }: Props) {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [byWeb, setByWeb] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const host = URL.canParse(url) ? new URL(url).host : '';

  const make = async (): Promise<string> => {
    if (passphrase !== again)
      throw new RangeError('The two passphrases differ. Type the same one twice.');
    const seed = drawSeed();
    const key = await importSigningKey(seed);
    const did = byWeb && host !== '' ? `did:web:${host.replace(':', '%3A')}` : undefined;
    const register = createRegister(
      { name, url, ...(did !== undefined && { did }) },
      key.publicKeyMultibase,
    );
    const backup = await backUpKey(seed, passphrase, new Date());
    seed.fill(0);
    await onReady({ register, key });
    saveFile('key.json', jsonText(backup), 'application/json');
    return 'The key is made, and its encrypted backup is saved as key.json. Keep it and the passphrase apart from each other: nobody can bring them back.';
  };

  return (
    <section class="row sect" aria-labelledby="make">
      <div class="at tick">Make one</div>
      <div class="on">
        <h2 id="make">A new issuer</h2>
        <form
          class="issue-form"
          onSubmit={(event) => {
            event.preventDefault();
            attempt('make', make, 'page');
          }}
        >
          <Field label="Name, as certificates print it" value={name} onValue={setName} />
          <Field
            label="Address of your site, where did.json and the status list will lie"
            value={url}
            onValue={setUrl}
            placeholder="https://academy.example/"
          />
          <label class="tickbox">
            <input
              type="checkbox"
              checked={byWeb}
              onChange={(event) => setByWeb(event.currentTarget.checked)}
            />
            <span>
              Be known as {host === '' ? 'did:web:your-host' : `did:web:${host}`}, by a file on that
              site. Without it you are a bare key, which proves no identity and cannot be changed.
            </span>
          </label>
          <Field
            label="Passphrase of the backup, 12 characters or more"
            value={passphrase}
            onValue={setPassphrase}
            type="password"
          />
          <Field label="The same again" value={again} onValue={setAgain} type="password" />
          <button class="btn primary" type="submit">
            Make the key and save its backup
          </button>
        </form>
        <Told outcome={outcome} at="make" />
      </div>
    </section>
  );
}

function Import({ onReady, attempt, outcome }: Props) {
  const [keyFile, setKeyFile] = useState<File>();
  const [registerFile, setRegisterFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');

  const bring = async (): Promise<string> => {
    if (!keyFile || !registerFile)
      throw new RangeError('Both files are needed: key.json and register.json.');
    const register = readRegister(await registerFile.text());
    const seed = await openKeyBackup(await keyFile.text(), passphrase);
    const key = await importSigningKey(seed);
    seed.fill(0);
    if (key.publicKeyMultibase !== register.publicKeyMultibase) {
      throw new RangeError(
        'This key is not the one in use in the register. Bring the key that is, or rotate there.',
      );
    }
    await onReady({ register, key });
    return `${register.name} is here, with ${register.issued.length} certificates issued.`;
  };

  return (
    <section class="row sect" aria-labelledby="import">
      <div class="at tick">Bring one</div>
      <div class="on">
        <h2 id="import">An issuer that you have</h2>
        <p class="criteria">
          From another computer, or from the command line: its folder has both files.
        </p>
        <form
          class="issue-form"
          onSubmit={(event) => {
            event.preventDefault();
            attempt('import', bring, 'page');
          }}
        >
          <label>
            key.json
            <input
              type="file"
              accept=".json"
              onChange={(event) => setKeyFile(event.currentTarget.files?.[0])}
            />
          </label>
          <label>
            register.json
            <input
              type="file"
              accept=".json"
              onChange={(event) => setRegisterFile(event.currentTarget.files?.[0])}
            />
          </label>
          <Field label="Passphrase" value={passphrase} onValue={setPassphrase} type="password" />
          <button class="btn" type="submit">
            Bring it here
          </button>
        </form>
        <Told outcome={outcome} at="import" />
      </div>
    </section>
  );
}
