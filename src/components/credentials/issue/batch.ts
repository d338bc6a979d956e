import {
  awardOfRecords,
  isCertificateBatch,
  readCertificateBatch,
  readGradedEvidence,
  evidenceFaultLine,
  type AwardRequest,
  type CertificateKind,
  type IssueReceipt,
  type GradedEvidence,
} from '#cohort';
import {
  badgePng,
  badgeSvg,
  bakePng,
  bakeSvg,
  BUILDINGS,
  filesToPublish,
  issueBadge,
  jsonText,
  type BadgeDesign,
} from '#credentials';
import { LabError } from '#container';
import { zipSync, type Zippable } from 'fflate';
import { RINGS } from '../badge-rings.ts';
import type { KeptIssuer } from './issuer-store.ts';
import { savedFiles, type SavedFile } from './saved-records.ts';

/** A re-grade record that was brought, with who signed it; or why it cannot be used. */
export type BroughtRecord =
  | { readonly file: string; readonly record: GradedEvidence; readonly signer: string }
  | { readonly file: string; readonly fault: string };

/** What a holder is to be called in a certificate, and by which address known. */
export interface Holder {
  readonly name: string;
  readonly email: string;
}

/** Everything of the files that were brought: records by themselves, or the batches of cohorts. */
export interface Brought {
  readonly records: readonly BroughtRecord[];
  /** By the learner's id, of those whom a batch names. */
  readonly people: Readonly<Record<string, Holder>>;
  /** Of the first batch: whose cohort it is, and which certificate it is for. */
  readonly batch?: { readonly cohort: string; readonly name: string; readonly program: string };
}

/** Reads records, ZIPs of them, and batches. Never throws: what cannot be used is told with its file. */
export async function bringFiles(files: readonly File[]): Promise<Brought> {
  const all = (await Promise.all(files.map(bringFile))).flat();
  const batch = all.find((one) => one.batch)?.batch;
  return {
    records: all.flatMap(({ records }) => records),
    people: Object.assign({}, ...all.map(({ people }) => people)) as Brought['people'],
    ...(batch && { batch }),
  };
}

async function bringFile(file: File): Promise<readonly Brought[]> {
  const saved = savedFiles(file.name, new Uint8Array(await file.arrayBuffer()));
  return 'fault' in saved
    ? [{ records: [{ file: file.name, fault: `This is ${saved.fault}` }], people: {} }]
    : saved.files.map(broughtBy);
}

function broughtBy(file: SavedFile): Brought {
  const { bytes } = file;
  const text = new TextDecoder().decode(bytes);
  const only = (one: BroughtRecord): Brought => ({ records: [one], people: {} });
  if (!isCertificateBatch(text)) {
    const read = readGradedEvidence(bytes);
    return only(
      read.faults
        ? { file: file.name, fault: read.faults.map(evidenceFaultLine).join(' ') }
        : { file: file.name, ...read.value },
    );
  }
  try {
    const { cohort, program, people } = readCertificateBatch(text);
    return {
      records: people.flatMap(({ records }) => records.map((one) => ({ file: file.name, ...one }))),
      people: Object.fromEntries(
        people.map(({ learner, name, email }) => [learner, { name, email }]),
      ),
      batch: { cohort: cohort.id, name: cohort.name, program },
    };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return only({ file: file.name, fault: `${error.message} ${error.hint}` });
  }
}

/** The certificate of one learner, as it was asked for. */
export interface Wanted {
  readonly learner: string;
  readonly records: readonly GradedEvidence[];
  readonly name: string;
  readonly email: string;
}

export interface BatchRequest {
  readonly kind: CertificateKind;
  readonly assurance: AwardRequest['assurance'];
  readonly confirmedBy: string;
  readonly titles: AwardRequest['titles'];
  readonly wanted: readonly Wanted[];
  /** Id of the cohort whose batch it is. */
  readonly cohort?: string;
}

export interface Batch {
  readonly issuer: KeptIssuer;
  /** One folder for each learner and what is to be published. */
  readonly zip: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/** Signs all certificates, or none: what must not be signed is told first, learner by learner. */
export async function issueBatch(
  issuer: KeptIssuer,
  request: BatchRequest,
  now: Date,
): Promise<Batch | { readonly faults: readonly string[] }> {
  const { kind, assurance, confirmedBy, titles, wanted } = request;
  const awards = wanted.map((one) => ({
    learner: one.learner,
    ...awardOfRecords(one.records, {
      kind,
      issuerUrl: issuer.register.url,
      recipient: {
        name: one.name,
        ...(one.email.trim() === ''
          ? { id: `urn:uuid:${crypto.randomUUID()}` }
          : { emailAddress: one.email, salt: crypto.randomUUID() }),
      },
      assurance,
      ...(assurance !== 'A1' && { confirmedBy }),
      awarded: now,
      titles,
    }),
  }));
  const faults = awards.flatMap(
    (one) => one.faults?.map((fault) => `${one.learner}: ${fault}`) ?? [],
  );
  if (faults.length > 0) return { faults };
  let { register } = issuer;
  const files: Zippable = {};
  const receipts: IssueReceipt['issued'][number][] = [];
  for (const { learner, award } of awards) {
    if (!award) continue;
    const issued = await issueBadge(register, issuer.key, award, now);
    register = issued.register;
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
    const base = `issued/${safeName(learner)}-${issued.badge.id.slice(-12)}`;
    Object.assign(files, badgeFiles(base, jsonText(issued.badge), kind.id, RINGS[assurance]));
  }
  const after = { ...issuer, register };
  return {
    issuer: after,
    zip: zipSync({
      ...files,
      'issued.json': bytesOf(jsonText(receiptOf(receipts, request.cohort))),
      ...(await publicFiles(after, now)),
    }),
    count: awards.length,
  };
}

/** For the cohort's page: who was given which certificate. */
function receiptOf(issued: IssueReceipt['issued'], cohort: string | undefined): IssueReceipt {
  return {
    format: 'plumbline-issue-receipt',
    formatVersion: 1,
    ...(cohort !== undefined && { cohort }),
    issued,
  };
}

/** What goes on the web server, as a ZIP with its register beside it. */
export async function publishZip(issuer: KeptIssuer, now: Date): Promise<Uint8Array<ArrayBuffer>> {
  return zipSync(await publicFiles(issuer, now));
}

async function publicFiles({ register, key }: KeptIssuer, now: Date): Promise<Zippable> {
  const published = await filesToPublish(register, key, now);
  const files = published.map(({ path, text }) => [`public/${path}`, bytesOf(text)] as const);
  return { ...Object.fromEntries(files), 'register.json': bytesOf(jsonText(register)) };
}

function badgeFiles(base: string, text: string, program: string, rings: 1 | 2 | 3): Zippable {
  const json = { [`${base}.json`]: bytesOf(text) };
  if (!Object.hasOwn(BUILDINGS, program)) return json;
  const choice = { design: program as BadgeDesign, rings };
  return {
    ...json,
    [`${base}.png`]: bakePng(badgePng(choice), text),
    [`${base}.svg`]: bytesOf(bakeSvg(badgeSvg(choice), text)),
  };
}

/** A learner's id is the learner's own choice; in a file name only letters, digits and dashes are left of it. */
const safeName = (learner: string): string =>
  learner.replace(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 40) || 'learner';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
