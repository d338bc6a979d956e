import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCertificateKinds } from '#authoring';
import {
  awardOfRecords,
  evidenceFaultLine,
  readCertificateBatch,
  readGradedEvidence,
  type IssueReceipt,
  type ReadBatch,
  type GradedEvidence,
} from '#cohort';
import { LabError } from '#container';
import {
  badgePng,
  badgeSvg,
  bakePng,
  bakeSvg,
  BUILDINGS,
  issueBadge,
  jsonText,
  withGrader,
  type BadgeChoice,
  type BadgeDesign,
  type IssuerRegister,
} from '#credentials';
import {
  ISSUER_OPTIONS,
  keepRegister,
  keyIn,
  registerIn,
  writePublic,
  writeWhole,
} from './issuer-folder.ts';

const RINGS = { A1: 1, A2: 2, A3: 3 } as const;

/** Signs a certificate for each learner of the records. */
export async function issue(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ISSUER_OPTIONS,
      certificate: { type: 'string', default: '' },
      record: { type: 'string', multiple: true, default: [] },
      batch: { type: 'string' },
      name: { type: 'string' },
      email: { type: 'string' },
      assurance: { type: 'string', default: 'A1' },
      by: { type: 'string' },
      grader: { type: 'string', multiple: true, default: [] },
    },
  });
  const { assurance, by } = values;
  const batch = values.batch === undefined ? undefined : batchIn(values.batch);
  if (batch && values.record.length > 0) throw new RangeError('--batch and --record at once');
  const program = values.certificate === '' ? (batch?.program ?? '') : values.certificate;
  if (!isAssurance(assurance))
    throw new RangeError(`the assurance "${assurance}"; expected A1, A2 or A3`);
  const { kinds, titles } = readCertificateKinds();
  const kind = kinds.find(({ id }) => id === program);
  if (!kind) {
    throw new RangeError(
      `the certificate "${program}"; expected one of ${kinds.map(({ id }) => id).join(', ')}`,
    );
  }
  let register = values.grader.reduce(withGrader, registerIn(values));
  const records = batch
    ? batch.people.flatMap((one) =>
        one.records.map((read) => accepted(read, values.batch, register)),
      )
    : values.record.map((file) => recordIn(file, register));
  const learners = groupedBy(records, ({ learner }) => learner);
  const holders = new Map(batch?.people.map((one) => [one.learner, one]));
  const receipts: IssueReceipt['issued'][number][] = [];
  if (learners.size === 0) throw new RangeError('no --record: a certificate rests on one at least');
  if (learners.size > 1 && (values.name !== undefined || values.email !== undefined)) {
    throw new RangeError('a --name or --email for several learners; issue them one by one');
  }
  const key = await keyIn(values, register);
  const now = new Date();
  for (const [learner, own] of learners) {
    const holder = holders.get(learner);
    const name = values.name ?? holder?.name;
    const email = values.email ?? (holder?.email || undefined);
    const { award, faults } = awardOfRecords(own, {
      kind,
      issuerUrl: register.url,
      recipient: {
        ...(name !== undefined && { name }),
        ...(email === undefined
          ? { id: `urn:uuid:${crypto.randomUUID()}` }
          : { emailAddress: email, salt: crypto.randomUUID() }),
      },
      assurance,
      ...(by !== undefined && { confirmedBy: by }),
      awarded: now,
      titles,
    });
    if (!award) {
      throw new LabError(
        'CertificateRefused',
        `No certificate for ${learner}:\n  ${faults.join('\n  ')}`,
        'Nothing was signed for this learner.',
      );
    }
    const issued = await issueBadge(register, key, award, now);
    register = issued.register;
    keepRegister(values, register);
    const entry = register.issued.at(-1);
    if (entry) {
      receipts.push({
        learner,
        credentialId: entry.id,
        statusIndex: entry.statusIndex,
        program: kind.id,
        issuedAt: entry.issued,
        ...(award.validUntil && { validUntil: award.validUntil.toISOString() }),
      });
    }
    const files = writeIssued(values.folder, issued.badge, kind.id, RINGS[assurance]);
    console.log(`${learner}: ${issued.badge.id}\n  ${files.join('\n  ')}`);
  }
  await writePublic(values, register, key, now);
  if (batch) {
    const receipt: IssueReceipt = {
      format: 'plumbline-issue-receipt',
      formatVersion: 1,
      cohort: batch.cohort.id,
      issued: receipts,
    };
    const path = join(values.folder, 'issued.json');
    writeWhole(path, jsonText(receipt));
    console.log(`Wrote ${path}, for the page of the cohort.`);
  }
  return 0;
}

function batchIn(file: string): ReadBatch {
  return readCertificateBatch(readFileSync(file, 'utf8'));
}

function recordIn(file: string, register: IssuerRegister): GradedEvidence {
  const read = readGradedEvidence(new Uint8Array(readFileSync(file)));
  if (read.faults) {
    throw new LabError(
      'RecordRefused',
      `${file}: ${read.faults.map(evidenceFaultLine).join('\n  ')}`,
    );
  }
  return accepted(read.value, file, register);
}

function accepted(
  { record, signer }: { readonly record: GradedEvidence; readonly signer: string },
  file: string | undefined,
  register: IssuerRegister,
): GradedEvidence {
  if (!register.graders.includes(signer)) {
    throw new LabError(
      'GraderUnknown',
      `${file ?? 'A record'} was signed by ${signer}, which is none of the graders that this issuer accepts.`,
      `When it is yours, accept it once with --grader ${signer}.`,
    );
  }
  return record;
}

function writeIssued(
  folder: string,
  badge: { readonly id: string },
  program: string,
  rings: BadgeChoice['rings'],
): readonly string[] {
  const text = jsonText(badge);
  const base = join(folder, 'issued', badge.id.replace('urn:uuid:', ''));
  writeWhole(`${base}.json`, text);
  if (!Object.hasOwn(BUILDINGS, program)) return [`${base}.json`];
  const choice: BadgeChoice = { design: program as BadgeDesign, rings };
  writeWhole(`${base}.png`, bakePng(badgePng(choice), text));
  writeWhole(`${base}.svg`, bakeSvg(badgeSvg(choice), text));
  return [`${base}.json`, `${base}.png`, `${base}.svg`];
}

/** Records by their learner, in the order of the files. */
function groupedBy(
  records: readonly GradedEvidence[],
  keyOf: (record: GradedEvidence) => string,
): ReadonlyMap<string, readonly GradedEvidence[]> {
  const groups = new Map<string, GradedEvidence[]>();
  for (const record of records) {
    const key = keyOf(record);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return groups;
}

const isAssurance = (text: string): text is 'A1' | 'A2' | 'A3' => /^A[123]$/.test(text);
