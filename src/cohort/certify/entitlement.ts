import {
  awardOfRecords,
  type CertificateKind,
  type GradedEvidence,
} from '../certificate/award-of-records.ts';
import type { ExamRecord } from '../exam/exam-record.ts';
import type { Gradebook, GradebookRow } from '../gradebook/gradebook.ts';
import { gradeWords } from '../gradebook/grade-words.ts';
import type { GradedLearner } from '../gradebook/graded-work.ts';
import { isGraded } from '../register/assignment.ts';
import type { Cohort, IssuedCertificate, PassRule } from '../register/cohort.ts';
import type { HandIn } from '../register/hand-in.ts';
import type { RegradeRecord } from '../regrade/regrade-record.ts';

/** A record that a certificate may rest on. */
export interface CountedRecord {
  readonly record: GradedEvidence;
  /** The bytes of `*.regrade.json` or `*.exam-regrade.json`, as text. */
  readonly signed: string;
}

/** One of a lab. */
interface CountedLab extends CountedRecord {
  readonly record: RegradeRecord;
}

/** Whether somebody may have a certificate, and if not, why not. */
export interface Entitlement {
  readonly learner: GradedLearner;
  /** `issued`: they hold one that is neither revoked nor over. */
  readonly state: 'entitled' | 'not-yet' | 'issued';
  /** Each a sentence; empty when they may have it. */
  readonly why: readonly string[];
  /** Of the knowledge exam and the labs that they passed, the one that counts of each; the exam's first. */
  readonly records: readonly CountedRecord[];
  /** The latest of this program that was issued to them, revoked or not. */
  readonly certificate: IssuedCertificate | undefined;
}

export interface EntitlementInput {
  readonly cohort: Pick<Cohort, 'passRule' | 'certificates'>;
  readonly book: Gradebook;
  readonly handIns: readonly HandIn[];
  readonly kind: CertificateKind;
  readonly titles: Readonly<Record<string, string>>;
  readonly now: Date;
  /** Records of exams that were judged elsewhere, as those that were sat from locked packs. */
  readonly brought?: readonly BroughtExam[];
}

/** A signed record of an exam. Whether its signer may be believed is for the issuer. */
export interface BroughtExam {
  readonly record: ExamRecord;
  readonly signed: string;
}

/**
 * Who has met the rule of the cohort and what both parts of the certificate ask for, in the order of the roster.
 *
 * A certificate rests on records of re-grading only: a grade that a person has set counts for the rule of the cohort, and is
 * no evidence.
 */
export function entitlements(input: EntitlementInput): readonly Entitlement[] {
  const { cohort, book, kind, now } = input;
  const handInOf = new Map(input.handIns.map((one) => [`${one.learner}/${one.bundleSha256}`, one]));
  return book.rows.map((row): Entitlement => {
    const { learner } = row;
    const certificate = cohort.certificates
      .filter((one) => one.learner === learner.id && one.program === kind.id)
      .reduce<IssuedCertificate | undefined>(
        (latest, one) => (latest && latest.issuedAt > one.issuedAt ? latest : one),
        undefined,
      );
    const records = [
      ...examOf(row, kind, handInOf, input.brought ?? []),
      ...recordsOf(row, kind, handInOf),
    ];
    if (certificate && isGood(certificate, now)) {
      return { learner, state: 'issued', why: [], records, certificate };
    }
    const why = [...faultsOfRule(row, book, cohort.passRule), ...faultsOfKind(records, input)];
    const state = why.length === 0 ? 'entitled' : 'not-yet';
    return { learner, state, why, records, certificate };
  });
}

/** Neither revoked nor over. */
export function isGood({ revokedAt, validUntil }: IssuedCertificate, now: Date): boolean {
  return (
    revokedAt === undefined && !(validUntil !== undefined && Date.parse(validUntil) < now.getTime())
  );
}

function faultsOfRule(
  { grades, totalPercent }: GradebookRow,
  { pieces }: Gradebook,
  { items, percent }: PassRule,
): readonly string[] {
  const graded = pieces.flatMap((piece, at) => {
    const grade = grades[at];
    return grade && isGraded(piece) ? [{ piece, grade }] : [];
  });
  if (graded.length === 0) return ['Nothing that is graded was assigned.'];
  const wanted = items === 'all' ? graded.length : items;
  const passed = graded.filter(({ grade }) => grade.passed).length;
  const open = graded.flatMap(({ piece, grade }) =>
    grade.passed ? [] : [`${piece.title}: ${gradeWords(grade, piece)}`],
  );
  const missing = passed < wanted ? [`${passed} of ${wanted} passed. ${open.join('; ')}.`] : [];
  const low =
    (totalPercent ?? 0) < percent ? [`Mean ${totalPercent ?? 0}%, ${percent}% needed.`] : [];
  return [...missing, ...low];
}

/** Of each lab the record with the most points among the pieces that were passed by a re-grade. */
function recordsOf(
  { learner, grades }: GradebookRow,
  kind: CertificateKind,
  handInOf: ReadonlyMap<string, HandIn>,
): readonly CountedRecord[] {
  const best = new Map<string, CountedLab>();
  for (const { passed, counted } of grades) {
    const handIn = counted && handInOf.get(`${learner.id}/${counted.handIn.id}`);
    if (!passed || handIn?.grading.status !== 'graded') continue;
    const { record, signedRecord: signed } = handIn.grading;
    const { lab, score } = record;
    const isEnough = 100 * score.points >= kind.practical.passPercent * score.maxPoints;
    if (!score.passed || !isEnough) continue;
    const known = best.get(lab.id);
    if (!known || known.record.score.points < score.points) best.set(lab.id, { record, signed });
  }
  return [...best.values()];
}

/** Of the knowledge exam the record with the most right answers that passes and came in time: handed in here, or brought. */
function examOf(
  { learner, grades }: GradebookRow,
  { knowledge }: CertificateKind,
  handInOf: ReadonlyMap<string, HandIn>,
  brought: readonly BroughtExam[],
): readonly CountedRecord[] {
  if (!knowledge) return [];
  const own = grades.flatMap(({ passed, counted }): readonly BroughtExam[] => {
    const handIn = counted && handInOf.get(`${learner.id}/${counted.handIn.id}`);
    if (!passed || handIn?.grading.status !== 'judged') return [];
    return [{ record: handIn.grading.record, signed: handIn.grading.signedRecord }];
  });
  const passing = [...own, ...brought].filter(
    ({ record: { exam, learner: of, score, isLate } }) =>
      of === learner.id &&
      exam === knowledge.exam &&
      score.passed &&
      100 * score.right >= knowledge.passPercent * score.of &&
      !isLate,
  );
  const [first, ...others] = passing;
  if (!first) return [];
  return [
    others.reduce(
      (best, one) => (one.record.score.right > best.record.score.right ? one : best),
      first,
    ),
  ];
}

/** What the issuer would refuse for, told beforehand. */
function faultsOfKind(
  records: readonly CountedRecord[],
  { kind, titles, now }: EntitlementInput,
): readonly string[] {
  const { faults = [] } = awardOfRecords(
    records.map(({ record }) => record),
    {
      kind,
      titles,
      issuerUrl: 'https://issuer.invalid/',
      recipient: { id: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
      assurance: 'A1',
      awarded: now,
    },
  );
  return faults;
}
