import type { Award, Judgement, Recipient } from '#credentials';
import type { ExamRecord } from '../exam/exam-record.ts';
import type { RegradeRecord } from '../regrade/regrade-record.ts';
import { examEvidence, examFaults, type KnowledgePart } from './exam-evidence.ts';

/** What a certificate stands for, as the program's file has it. */
export interface CertificateKind {
  /** Name of the program: `professional`. It is the last part of the achievement's address. */
  readonly id: string;
  readonly title: string;
  /** What the holder can do: `version data and model, …`. */
  readonly promise: string;
  /** Absent: it does not end. */
  readonly validMonths?: number;
  /** What its knowledge exam must have shown; absent: it has none. */
  readonly knowledge?: KnowledgePart;
  /** What of its practical part the records must show. */
  readonly practical: {
    /** Labs that must be among them. */
    readonly labs: readonly string[];
    readonly atLeast: number;
    /** Points out of 100 that each needs. */
    readonly passPercent: number;
  };
}

/** What an issuer's grader has signed: of a lab, or of a knowledge exam. */
export type GradedEvidence = RegradeRecord | ExamRecord;

export const isExamRecord = (record: GradedEvidence): record is ExamRecord =>
  record.format === 'plumbline-exam-regrade';

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
 * A certificate's content from records of one learner: of labs and, where the certificate asks for it, of its knowledge exam.
 * Neither makes up for the other. Nothing of what the learner's browser reported goes in: only what the issuer's own grader
 * found.
 *
 * The records must have been read by `readRegradeRecord` and `readExamRecord`, and their signers be known to the issuer.
 */
export function awardOfRecords(
  evidence: readonly GradedEvidence[],
  request: AwardRequest,
): AwardReading {
  const exams = evidence.filter(isExamRecord);
  const records = evidence.filter((one): one is RegradeRecord => !isExamRecord(one));
  const faults = [
    ...faultsOf(records, exams, request),
    ...examFaults(exams, request.kind.title, request.kind.knowledge),
  ];
  const [first] = records;
  if (!first || faults.length > 0) return { faults };
  const { kind, assurance, confirmedBy, awarded, recipient, issuerUrl } = request;
  const points = sum(records.map(({ score }) => score.points));
  const most = sum(records.map(({ score }) => score.maxPoints));
  const address = `${issuerUrl}certificates/${kind.id}`;
  const versions = [...new Set(evidence.map(({ grader }) => grader.version))].sort();
  const shares = [points / most, ...exams.map(({ score }) => score.right / score.of)];
  const labs = records.length === 1 ? 'one lab' : `${records.length} labs`;
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
      narrative:
        exams.length === 0
          ? `The submitted work of ${labs} reached its pass mark. A knowledge exam is not part of this evidence.`
          : `The knowledge exam was passed, and the submitted work of ${labs} reached its pass mark; neither makes up for the other. The score is the lower of the two.`,
    },
    judgement: {
      assurance,
      grader: { name: first.grader.name, version: versions.join(' and ') },
      ...(confirmedBy !== undefined && { confirmedBy }),
    },
    // Of what 100 times the share comes to, binary fractions may leave a hair's breadth.
    scorePercent: Math.floor(100 * Math.min(...shares) + 1e-9),
    evidence: [
      ...exams.map(examEvidence),
      ...records.map((record) => evidenceOf(record, request.titles)),
    ],
  };
  return { award };
}

function faultsOf(
  records: readonly RegradeRecord[],
  exams: readonly ExamRecord[],
  request: AwardRequest,
): readonly string[] {
  if (records.length === 0)
    return ['There is no re-grade record: a certificate rests on one at least.'];
  const faults: string[] = [];
  const all = [...records, ...exams];
  const learners = new Set(all.map(({ learner }) => learner));
  if (learners.size > 1) {
    faults.push(
      `The records are of ${learners.size} learners (${[...learners].join(', ')}): one certificate has one holder.`,
    );
  }
  if (new Set(all.map(({ grader }) => grader.name)).size > 1) {
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
