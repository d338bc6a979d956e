import type { Award } from '#credentials';
import type { ExamRecord } from '../exam/exam-record.ts';

/** What a certificate asks of its knowledge exam. */
export interface KnowledgePart {
  /** Id of the exam. */
  readonly exam: string;
  readonly items: number;
  readonly passPercent: number;
}

/** Why the records of knowledge exams do not carry a certificate that asks for one; empty when they do. */
export function examFaults(
  exams: readonly ExamRecord[],
  title: string,
  knowledge: KnowledgePart | undefined,
): readonly string[] {
  const other = exams.filter(({ exam }) => exam !== knowledge?.exam);
  const own = exams.filter(({ exam }) => exam === knowledge?.exam);
  const faults = other.map(
    (record) => `The exam “${record.title}” is no part of ${title}: leave its record out.`,
  );
  if (!knowledge) return faults;
  if (own.length === 0) {
    faults.push(`${title} needs a record of its knowledge exam (*.exam-regrade.json).`);
  }
  if (own.length > 1) {
    faults.push('There are several records of the knowledge exam: keep one.');
  }
  for (const { score, isLate } of own) {
    const { right, of } = score;
    if (of !== knowledge.items) {
      faults.push(`Knowledge exam: ${of} questions; ${title} asks ${knowledge.items}.`);
    }
    if (!score.passed || 100 * right < knowledge.passPercent * of) {
      faults.push(
        `Knowledge exam: ${right} of ${of} right do not pass it; ${knowledge.passPercent} % pass.`,
      );
    }
    if (isLate) faults.push('Knowledge exam: it was received after its window had closed.');
  }
  return faults;
}

/** What the certificate says of the exam: how it came out and who drew the questions; no question and no answer. */
export function examEvidence(record: ExamRecord): Award['evidence'][number] {
  const { title, score, bankSha256, byCompetency, gradedAt, gradedBy, submissionSha256 } = record;
  const parts = byCompetency.map(({ competency, right, of }) => `${competency} ${right} of ${of}`);
  return {
    id: `urn:uuid:${crypto.randomUUID()}`,
    name: `Knowledge exam: ${title}`,
    outcome: `${score.right} of ${score.of} answers are right`,
    narrative: [
      `${score.pass} % pass, a provisional mark.`,
      drawnWords(record),
      `Bank sha256 ${bankSha256}. By competency: ${parts.join(', ')}.`,
      `Judged again on ${gradedAt.slice(0, 10)} by ${gradedBy}.`,
    ].join(' '),
    bundleSha256: submissionSha256,
  };
}

const drawnWords = ({ drawnBy }: ExamRecord): string =>
  drawnBy === 'issuer'
    ? 'The issuer drew the questions for this learner.'
    : 'The learner’s own browser drew the questions of the bank that the site publishes.';
