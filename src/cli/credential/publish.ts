import { parseArgs } from 'node:util';
import { withRevokedBadge } from '#credentials';
import { ISSUER_OPTIONS, keepRegister, keyIn, registerIn, writePublic } from './issuer-folder.ts';

/** Writes what is published anew. */
export async function publish(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: ISSUER_OPTIONS });
  const register = registerIn(values);
  await writePublic(values, register, await keyIn(values, register), new Date());
  const revoked = register.issued.filter((entry) => entry.revoked !== undefined);
  console.log(`${register.issued.length} certificates issued, ${revoked.length} of them revoked.`);
  return 0;
}

/** Revokes one certificate and writes the status list anew. */
export async function revoke(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...ISSUER_OPTIONS, reason: { type: 'string' } },
  });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0)
    throw new RangeError('revoke takes the id of one certificate');
  const before = registerIn(values);
  const key = await keyIn(values, before);
  const now = new Date();
  const register = withRevokedBadge(before, id, now, values.reason);
  keepRegister(values, register);
  console.log(`${id} is revoked once the status list is published:`);
  await writePublic(values, register, key, now);
  return 0;
}
