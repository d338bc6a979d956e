import { deleteDB, openDB } from 'idb';
import type { IssuerRegister, SigningKey } from '#credentials';

/** The issuer of this browser: its register, and a key that can sign here and be read by nobody. */
export interface KeptIssuer {
  readonly register: IssuerRegister;
  readonly key: SigningKey;
}

const NAME = 'plumbline-issuer';
const STORE = 'issuer';
const ONLY = 'only';

/** The issuer that is kept here, or `undefined`. */
export async function keptIssuer(): Promise<KeptIssuer | undefined> {
  const database = await open();
  try {
    return (await database.get(STORE, ONLY)) as KeptIssuer | undefined;
  } finally {
    database.close();
  }
}

/** Keeps the issuer in one write: the register and its key never differ. */
export async function keepIssuer(issuer: KeptIssuer): Promise<void> {
  const database = await open();
  try {
    await database.put(STORE, issuer, ONLY);
  } finally {
    database.close();
  }
}

/** Deletes the register and the key from this browser. */
export async function forgetIssuer(): Promise<void> {
  await deleteDB(NAME);
}

const open = () =>
  openDB(NAME, 1, {
    upgrade(database) {
      database.createObjectStore(STORE);
    },
  });
