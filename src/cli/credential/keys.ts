import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  addressOfOrUndefined,
  backUpKey,
  createRegister,
  drawSeed,
  importSigningKey,
  jsonText,
  openKeyBackup,
  withNewKey,
} from '#credentials';
import { LabError } from '#container';
import {
  ISSUER_OPTIONS,
  keepRegister,
  keyIn,
  passphraseOf,
  registerIn,
  writePublic,
  writeWhole,
} from './issuer-folder.ts';

/** Makes the folder of an issuer with a key that is new or was backed up. */
export async function keygen(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ISSUER_OPTIONS,
      name: { type: 'string', default: '' },
      url: { type: 'string', default: '' },
      did: { type: 'string' },
      import: { type: 'string' },
    },
  });
  if (existsSync(join(values.folder, 'register.json'))) {
    throw new LabError(
      'IssuerExists',
      `${values.folder} holds an issuer already.`,
      'A new key for it comes with "rotate"; another issuer needs another --folder.',
    );
  }
  const passphrase = passphraseOf(values);
  const seed =
    values.import === undefined
      ? drawSeed()
      : await openKeyBackup(readFileSync(values.import, 'utf8'), passphrase);
  const key = await importSigningKey(seed);
  const details = {
    name: values.name,
    url: values.url,
    ...(values.did !== undefined && { did: values.did }),
  };
  const register = createRegister(details, key.publicKeyMultibase);
  const now = new Date();
  writeWhole(join(values.folder, 'key.json'), jsonText(await backUpKey(seed, passphrase, now)));
  seed.fill(0);
  keepRegister(values, register);
  console.log(`${register.name} is ${register.document.id}`);
  await writePublic(values, register, key, now);
  console.log('Keep a copy of key.json and the passphrase apart from each other.');
  return 0;
}

/** Shows who the issuer is and where that is published. */
export function did(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: ISSUER_OPTIONS });
  const { name, document } = registerIn(values);
  console.log(`${name}\n${document.id}`);
  const address = addressOfOrUndefined(document.id);
  console.log(
    address === undefined
      ? 'A did:key: it is its own key, so nothing is published, and nothing proves whose it is.'
      : `did.json is published at ${address}`,
  );
  for (const { id, expires, revoked } of document.verificationMethod) {
    const state = revoked ? `revoked ${revoked}` : expires ? `ended ${expires}` : 'in use';
    console.log(`  ${id.split('#').at(-1) ?? ''}  ${state}`);
  }
  return Promise.resolve(0);
}

/** Puts a new key in the place of the one in use. */
export async function rotate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...ISSUER_OPTIONS, lost: { type: 'boolean', default: false } },
  });
  const before = registerIn(values);
  const passphrase = passphraseOf(values);
  // A key that is lost may be beyond opening; one that is not must open, so that the passphrase stays one.
  if (!values.lost) await keyIn(values, before);
  const now = new Date();
  const seed = drawSeed();
  const key = await importSigningKey(seed);
  const register = withNewKey(before, key.publicKeyMultibase, now, values.lost);
  const backup = jsonText(await backUpKey(seed, passphrase, now));
  seed.fill(0);
  const old = join(
    values.folder,
    `key-until-${now.toISOString().slice(0, 10)}-${before.publicKeyMultibase.slice(-6)}.json`,
  );
  writeWhole(old, readFileSync(join(values.folder, 'key.json')));
  writeWhole(join(values.folder, 'key.json'), backup);
  keepRegister(values, register);
  console.log(`The key in use is ${key.publicKeyMultibase}; the one before is kept as ${old}.`);
  await writePublic(values, register, key, now);
  if (values.lost) {
    console.log(
      `All ${before.issued.length} certificates of the lost key are refused from now on: issue them again.`,
    );
  }
  return 0;
}
