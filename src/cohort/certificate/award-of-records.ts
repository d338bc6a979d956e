import type { Award, Judgement, Recipient } from '#credentials';
import type { RegradeRecord } from '../regrade/regrade-record.ts';

/** What a certificate stands for, as the program's file has it. */
export interface CertificateKind {
  /** Name of the program: `professional`. It is the last part of the achievement's address. */
  readonly id: string;
  readonly title: string;
  /** What the holder can do: `version data and model, …`. */
  readonly promise: string;
  /** Absent: it does not end. */
  readonly validMonths?: number;
  /** What of its practical part the records must show. */
  readonly practical: {
    /** Labs that must be among them. */
    readonly labs: readonly string[];
    readonly atLeast: number;
    /** Points out of 100 that each needs. */
    readonly passPercent: number;
  };
}

export interface AwardRequest {
  readonly kind: CertificateKind;
  /** Address of the issuer's site, ending in `/`. */
  readonly issuerUrl: string;
  readonly recipient: Recipient;
  readonly assurance: Judgement['assurance'];
  /** Who confirmed, for A2 and A3. */
  readonly confirmedBy?: string;
  readonly awarded: Date;
  /** Title of each lab, by id; the id stands where there is none. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What an issuer signs for these re-grade records, or why it must not. */
export type AwardReading =
  | { readonly award: Award; readonly faults?: undefined }
  | { readonly award?: undefined; readonly faults: readonly string[] };

/**
 * A certificate's content from re-grade records of one learner. Nothing of what the learner's browser reported goes in: only
 * what the issuer's own grader found.
 *
 * The records must have been read by `readRegradeRecord`, and their signers be known to the issuer.
 */
export function awardOfRecords(
  records: readonly RegradeRecord[],
  request: AwardRequest,
): AwardReading {
  const faults = faultsOf(records, request);
  const [first] = records;
  if (!first || faults.length > 0) return { faults };
  const { kind, assurance, confirmedBy, awarded, recipient, issuerUrl } = request;
  const points = sum(records.map(({ score }) => score.points));
  const most = sum(records.map(({ score }) => score.maxPoints));
  const address = `${issuerUrl}certificates/${kind.id}`;
  const versions = [...new Set(records.map(({ grader }) => grader.version))].sort();
  const award: Award = {
    name: kind.title,
    recipient,
    awarded,
    validFrom: awarded,
    ...(kind.validMonths !== undefined && { validUntil: monthsAfter(awarded, kind.validMonths) }),
    achievement: {
      id: address,
      name: kind.title,
      description: `The holder can ${kind.promise}.`,
      criteria: `${address}#criteria`,
      narrative: `The submitted work of ${records.length === 1 ? 'one lab' : `${records.length} labs`} reached its pass mark. A knowledge exam is not part of this evidence.`,
    },
    judgement: {
      assurance,
      grader: { name: first.grader.name, version: versions.join(' and ') },
      ...(confirmedBy !== undefined && { confirmedBy }),
    },
    scorePercent: Math.floor((100 * points) / most),
    evidence: records.map((record) => evidenceOf(record, request.titles)),
  };
  return { award };
}

function faultsOf(records: readonly RegradeRecord[], request: AwardRequest): readonly string[] {
  if (records.length === 0)
    return ['There is no re-grade record: a certificate rests on one at least.'];
  const faults: string[] = [];
  const learners = new Set(records.map(({ learner }) => learner));
  if (learners.size > 1) {
    faults.push(
      `The records are of ${learners.size} learners (${[...learners].join(', ')}): one certificate has one holder.`,
    );
  }
  if (new Set(records.map(({ grader }) => grader.name)).size > 1) {
    faults.push('The records come from several graders; a certificate names one.');
  }
  for (const { lab, score, results } of records) {
    if (!score.passed) {
      const must =
        score.unmet.length === 0 ? '' : ` Nobody passes without ${score.unmet.join(', ')}.`;
      faults.push(`${lab.id}: ${score.points} of ${score.maxPoints} points do not pass it.${must}`);
    }
    if (results.some(({ status }) => status === 'error')) {
      faults.push(`${lab.id}: a check broke, so the work was not judged whole; grade it again.`);
    }
  }
  const labs = records.map(({ lab }) => lab.id);
  const twice = labs.filter((id, at) => labs.indexOf(id) !== at);
  if (twice.length > 0)
    faults.push(
      `There are several records of ${[...new Set(twice)].join(', ')}: keep one of each.`,
    );
  faults.push(...faultsOfPart(records, request.kind));
  const { assurance, confirmedBy } = request;
  if (assurance !== 'A1' && !confirmedBy?.trim()) {
    faults.push(`${assurance} says who confirmed it: give the person’s name.`);
  }
  return faults;
}

/** What the certificate's practical part asks for and the records do not show. */
function faultsOfPart(
  records: readonly RegradeRecord[],
  { title, practical }: CertificateKind,
): readonly string[] {
  const labs = new Set(records.map(({ lab }) => lab.id));
  const missing = practical.labs.filter((id) => !labs.has(id));
  const low = records.filter(
    ({ score }) => score.passed && 100 * score.points < practical.passPercent * score.maxPoints,
  );
  return [
    ...(missing.length > 0 ? [`${title} needs a record of ${missing.join(', ')}.`] : []),
    ...(labs.size < practical.atLeast
      ? [`${title} needs records of ${practical.atLeast} labs; there are ${labs.size}.`]
      : []),
    ...low.map(
      ({ lab, score }) =>
        `${lab.id}: ${score.points} of ${score.maxPoints} points; ${title} needs ${practical.passPercent} of 100.`,
    ),
  ];
}

function evidenceOf(
  record: RegradeRecord,
  titles: AwardRequest['titles'],
): Award['evidence'][number] {
  const { lab, score, results, bundleSha256, gradedAt, gradedBy } = record;
  const holds = results.filter(({ status }) => status === 'pass').map(({ check }) => check);
  const others = results.filter(({ status }) => status !== 'pass').map(({ check }) => check);
  return {
    id: `urn:uuid:${crypto.randomUUID()}`,
    name: titles[lab.id] ?? lab.id,
    outcome: `${holds.length} of ${results.length} checks hold, ${score.points} of ${score.maxPoints} points`,
    narrative: [
      `Lab ${lab.id} version ${lab.version}, content sha256 ${lab.sha256}.`,
      `These checks hold: ${holds.join(', ')}.`,
      ...(others.length > 0 ? [`These do not: ${others.join(', ')}.`] : []),
      `Graded again on ${gradedAt.slice(0, 10)} by ${gradedBy}.`,
    ].join(' '),
    bundleSha256,
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** The same day some months later; the last day of that month when it has no such day. */
function monthsAfter(date: Date, months: number): Date {
  const later = new Date(date);
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== date.getUTCDate()) later.setUTCDate(0);
  return later;
}
