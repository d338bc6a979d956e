import {
  awardOfRecords,
  readRegradeRecord,
  evidenceFaultLine,
  type AwardRequest,
  type CertificateKind,
  type RegradeRecord,
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
import { zipSync, type Zippable } from 'fflate';
import { RINGS } from '../badge-rings.ts';
import type { KeptIssuer } from './issuer-store.ts';

/** A re-grade record that was brought, with who signed it; or why it cannot be used. */
export type BroughtRecord =
  | { readonly file: string; readonly record: RegradeRecord; readonly signer: string }
  | { readonly file: string; readonly fault: string };

/** Reads a record. Never throws. */
export async function bringRecord(file: File): Promise<BroughtRecord> {
  const read = readRegradeRecord(new Uint8Array(await file.arrayBuffer()));
  return read.faults
    ? { file: file.name, fault: read.faults.map(evidenceFaultLine).join(' ') }
    : { file: file.name, record: read.value.record, signer: read.value.signer };
}

/** The certificate of one learner, as it was asked for. */
export interface Wanted {
  readonly learner: string;
  readonly records: readonly RegradeRecord[];
  readonly name: string;
  readonly email: string;
}

export interface BatchRequest {
  readonly kind: CertificateKind;
  readonly assurance: AwardRequest['assurance'];
  readonly confirmedBy: string;
  readonly titles: AwardRequest['titles'];
  readonly wanted: readonly Wanted[];
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
  for (const { learner, award } of awards) {
    if (!award) continue;
    const issued = await issueBadge(register, issuer.key, award, now);
    register = issued.register;
    const base = `issued/${safeName(learner)}-${issued.badge.id.slice(-12)}`;
    Object.assign(files, badgeFiles(base, jsonText(issued.badge), kind.id, RINGS[assurance]));
  }
  const after = { ...issuer, register };
  return {
    issuer: after,
    zip: zipSync({ ...files, ...(await publicFiles(after, now)) }),
    count: awards.length,
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
