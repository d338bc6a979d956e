import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCertificateKinds } from '#authoring';
import {
  certificateBatch,
  entitlements,
  evidenceFaultLine,
  gradebookOfCohort,
  readExamRecord,
  renewalsDue,
  type BroughtExam,
} from '#cohort';
import { LabError } from '#container';
import { cohortIn, deliver, oneOf, parsing } from './cohort-file.ts';

const text = { type: 'string' } as const;

/** Says who may have a certificate, and writes the batch of those who may. */
export function certify(args: readonly string[]): number {
  const { values, positionals } = parsing(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        certificate: { ...text, default: '' },
        emails: { type: 'boolean', default: false },
        record: { ...text, multiple: true, default: [] },
        out: text,
      },
    }),
  );
  const { kinds, titles } = readCertificateKinds();
  const id = oneOf(
    '--certificate',
    values.certificate,
    kinds.map((kind) => kind.id),
  );
  const kind = kinds.find((one) => one.id === id);
  const { cohort, handIns } = cohortIn(positionals);
  if (!kind) return 2;
  const now = new Date();
  const book = gradebookOfCohort(cohort, handIns);
  const brought = values.record.map(examRecordIn);
  const people = entitlements({ cohort, book, handIns, kind, titles, now, brought });
  for (const { learner, state, why } of people) {
    const words =
      state === 'entitled' ? 'has met the rule' : state === 'issued' ? 'holds one' : 'not yet';
    console.log([`${learner.id}  ${words}`, ...why].join('\n    '));
  }
  for (const { learner, program, validUntil = '' } of renewalsDue(cohort.certificates, now)) {
    console.log(
      `${learner ?? 'a deleted learner'}  ${program} to be renewed by ${validUntil.slice(0, 10)}`,
    );
  }
  const chosen = people.filter(({ state }) => state === 'entitled');
  console.log(`${chosen.length} of ${people.length} may have it: ${kind.title}.`);
  if (values.out !== undefined && chosen.length > 0) {
    const batch = certificateBatch(cohort, kind.id, chosen, values.emails);
    deliver(`${JSON.stringify(batch)}\n`, values.out);
  }
  return 0;
}

/** @throws LabError `RecordRefused` */
function examRecordIn(path: string): BroughtExam {
  const bytes = new Uint8Array(readFileSync(path));
  const { value, faults } = readExamRecord(bytes);
  if (!value) {
    throw new LabError(
      'RecordRefused',
      `${path}: ${evidenceFaultLine(faults[0])}`,
      'Leave it out.',
    );
  }
  return { record: value.record, signed: new TextDecoder().decode(bytes) };
}
