import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { didOf, newCohort, softwareKey } from '#cohort';
import { encodeSecretMultikey } from '#credentials';
import { KEY_FILE, SECRET_FILE, writeCohortFolder, writeNew } from './cohort-folder.ts';
import { usage, wholeIn } from './argument-values.ts';

/** `new FOLDER`: a cohort without learners, its secret and the key that signs for it. @throws LabError `UsageError`. */
export function makeCohort(words: readonly string[]): number {
  const { values, positionals } = read(words);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw usage('One folder is needed.');
  if (!values.name || !values.issuer) throw usage('--name and --issuer are needed.');
  const items = values['pass-items'] ?? 'all';
  const cohort = newCohort(
    {
      name: values.name,
      issuer: {
        name: values.issuer,
        ...(values['issuer-url'] ? { url: values['issuer-url'] } : {}),
      },
      retainUntil: values['keep-until'] ?? inHalfAYear(new Date()),
      passRule: {
        items: items === 'all' ? 'all' : wholeIn('--pass-items', items, 1, 10_000),
        percent: wholeIn('--pass-percent', values['pass-percent'] ?? '70', 0, 100),
      },
    },
    new Date(),
  );
  const secretKey = new Uint8Array(randomBytes(32));
  writeCohortFolder(folder, cohort, true);
  writeNew(join(folder, SECRET_FILE), `${cohort.secret}\n`);
  writeNew(join(folder, KEY_FILE), `${encodeSecretMultikey(secretKey)}\n`);
  console.log(
    `Made “${cohort.name}” in ${folder}/: cohort.json, ${SECRET_FILE} and ${KEY_FILE}. Keep all three where no learner can read them.\n` +
      `Personal data may be kept until ${cohort.retainUntil}. Links and records will be signed by ${didOf(softwareKey(secretKey))}`,
  );
  return 0;
}

const text = { type: 'string' } as const;
/** What a cohort is told when it is made, and when it is changed. */
export const COHORT_OPTIONS = {
  name: text,
  issuer: text,
  'issuer-url': text,
  'keep-until': text,
  'pass-items': text,
  'pass-percent': text,
} as const;

function read(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: COHORT_OPTIONS,
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function inHalfAYear(now: Date): string {
  const later = new Date(now);
  later.setUTCMonth(later.getUTCMonth() + 6);
  return later.toISOString().slice(0, 10);
}
