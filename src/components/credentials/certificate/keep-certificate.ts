import { digestOf, openRecord } from '#progress';

/**
 * Keeps a certificate with the learner's record in this browser.
 *
 * @returns where: `memory` lasts until the page is left
 * @throws LabError `StorageFull`, `StorageLost`
 */
export async function keepCertificate(text: string): Promise<'device' | 'memory'> {
  const record = await openRecord();
  const id = digestOf(new TextEncoder().encode(text));
  await record.keepCertificate({ id, text, keptAt: new Date().toISOString() });
  return record.place;
}
