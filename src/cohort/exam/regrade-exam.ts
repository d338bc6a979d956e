import {
  drawForm,
  enemiesOf,
  EXTRA_TIME,
  PLEDGE,
  scoreExam,
  type BankItem,
  type ExamScore,
} from '#assessment';
import { COMPETENCY_IDS, type Slots } from '#curriculum';
import { canonicalJson } from '#formats';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import type { GraderIdentity } from '../submission/submission-manifest.ts';
import { bankDigest } from './bank-digest.ts';
import { drawSitting, packKey, type ExamDraw } from './exam-draw.ts';
import { openExamPack, type ReadExamPack } from './exam-pack.ts';
import type { ExamRecord } from './exam-record.ts';
import { readExamSubmission, type ExamSubmission } from './exam-submission.ts';

/** An exam's knowledge part as it stands where answers are judged. */
export interface IssuersExam {
  readonly exam: string;
  readonly title: string;
  readonly slots: Slots;
  readonly minutes: number;
  /** Percent that passes. */
  readonly pass: number;
  readonly items: readonly BankItem[];
}

/** A sitting that the issuer has held with packs. */
export interface IssuersSitting {
  readonly draw: ExamDraw;
  readonly title: string;
  /** By the SHA-256 of their file. */
  readonly packs: ReadonlyMap<string, ReadExamPack>;
}

/** Everything that decides a record, beside the hand-in itself. */
export interface ExamRegradeOptions {
  readonly examOf: (id: string) => IssuersExam | undefined;
  readonly sittings: readonly IssuersSitting[];
  readonly grader: GraderIdentity;
  /** ISO 8601 in UTC, by the issuer's clock: what closes a window. */
  readonly receivedAt: string;
  readonly gradedAt: string;
  readonly gradedBy: string;
}

export interface RegradedExam {
  readonly record: ExamRecord;
  readonly submission: ExamSubmission;
  /** By item, for whoever keeps the bank; not part of the record. */
  readonly score: ExamScore;
}

/** By what the answers are judged. */
interface Basis extends IssuersExam {
  readonly drawnBy: ExamRecord['drawnBy'];
  readonly extraPercent: number | undefined;
  readonly isLate: boolean;
}

/**
 * Judges the answers of an exam again, from the hand-in only: what the learner's browser reported is compared, and decides
 * nothing. The same hand-in, banks, sittings and options give the same record.
 *
 * A form that an issuer's pack fixed is drawn again from the issuer's secret; one that the learner's browser drew must be a
 * form of the blueprint.
 *
 * @returns the faults of a file that is no hand-in of an exam, or of one that cannot be judged here
 */
export async function regradeExam(
  bytes: Uint8Array,
  options: ExamRegradeOptions,
): Promise<EvidenceReading<RegradedExam>> {
  const read = readExamSubmission(bytes);
  if (read.faults) return read;
  const { submission, signer, sha256 } = read.value;
  const found =
    submission.packSha256 === undefined
      ? ofPublishedBank(submission, options)
      : await ofPack(submission, submission.packSha256, options);
  if (found.faults) return found;
  const basis = found.value;
  const answers = Object.fromEntries(submission.answers.map(({ item, answer }) => [item, answer]));
  const score = scoreExam(basis.items, submission.form, answers, basis.pass);
  const { right, of, passed } = score;
  const { selfReported } = submission;
  const agrees =
    selfReported.right === right && selfReported.of === of && selfReported.passed === passed;
  const record: ExamRecord = {
    format: 'plumbline-exam-regrade',
    formatVersion: 1,
    submissionSha256: sha256,
    exam: basis.exam,
    title: basis.title,
    bankSha256: submission.bankSha256,
    ...(submission.packSha256 === undefined ? {} : { packSha256: submission.packSha256 }),
    drawnBy: basis.drawnBy,
    number: submission.number,
    learner: submission.learner,
    learnerKey: signer,
    grader: options.grader,
    byCompetency: COMPETENCY_IDS.flatMap((competency) => {
      const part = score.byCompetency[competency];
      return part ? [{ competency, ...part }] : [];
    }),
    score: { right, of, pass: basis.pass, passed },
    ...(agrees ? {} : { reported: selfReported }),
    isLate: basis.isLate,
    notes: notesOn(submission, basis),
    gradedAt: options.gradedAt,
    gradedBy: options.gradedBy,
  };
  return { value: { record, submission, score } };
}

function ofPublishedBank(
  submission: ExamSubmission,
  { examOf }: ExamRegradeOptions,
): EvidenceReading<Basis> {
  const exam = examOf(submission.exam);
  if (!exam) {
    return refused(
      'ExamUnknown',
      `a hand-in of the exam ${quoted(submission.exam)}`,
      'an open exam of this edition',
      'Judge it with an edition that has this exam.',
    );
  }
  if (bankDigest(exam.items) !== submission.bankSha256) {
    return refused(
      'ExamUnknown',
      `answers to another bank (${submission.bankSha256.slice(0, 12)}…)`,
      `the bank of this edition (${bankDigest(exam.items).slice(0, 12)}…)`,
      'Judge it with the edition that it was sat with: the questions are others here.',
    );
  }
  const fault = formFault(submission, exam);
  if (fault !== undefined) {
    return refused('FormWrong', fault, 'a form of the exam’s blueprint', 'Do not count it.');
  }
  return {
    value: { ...exam, drawnBy: 'learner', extraPercent: undefined, isLate: false },
  };
}

/** Why the questions are none that this exam asks; the first sitting's are known to the last. */
function formFault(
  { form, formSeed, number }: ExamSubmission,
  { items, slots }: IssuersExam,
): string | undefined {
  const byId = new Map(items.map((item) => [item.id, item]));
  const stray = form.find((id) => !byId.has(id));
  if (stray !== undefined) return `the question ${quoted(stray)}, which the bank does not have`;
  const foes = enemiesOf(items);
  const asked = new Set(form);
  if (form.some((id) => [...(foes.get(id) ?? [])].some((foe) => asked.has(foe)))) {
    return 'two questions that give each other away';
  }
  for (const competency of COMPETENCY_IDS) {
    const has = form.filter((id) => byId.get(id)?.competency === competency).length;
    if (has !== (slots[competency] ?? 0)) {
      return `${has} questions of ${competency} where ${slots[competency] ?? 0} are asked`;
    }
  }
  if (number > 1) return undefined;
  const first = drawForm(items, { slots, seed: formSeed, last: [], exposure: {} }).items;
  return canonicalJson(first) === canonicalJson(form)
    ? undefined
    : 'other questions than its seed draws';
}

async function ofPack(
  submission: ExamSubmission,
  packSha256: string,
  { sittings, receivedAt }: ExamRegradeOptions,
): Promise<EvidenceReading<Basis>> {
  const sitting = sittings.find(({ packs }) => packs.has(packSha256));
  const pack = sitting?.packs.get(packSha256);
  if (!sitting || !pack) {
    return refused(
      'ExamUnknown',
      `answers to the pack ${packSha256.slice(0, 12)}…`,
      'a pack of a sitting that is at hand',
      'Give the folder of that sitting too.',
    );
  }
  const { draw, title } = sitting;
  const opened = await openExamPack(pack, packKey(draw.secret, draw.sitting));
  if (opened.faults) return opened;
  const { number, learner, window } = pack.pack;
  const drawn = drawSitting(draw, number).at(number - 1);
  const wrong = (found: string, expected: string): EvidenceReading<Basis> =>
    refused('FormWrong', found, expected, 'Do not count it; ask the learner how it came about.');
  if (submission.exam !== draw.exam || submission.bankSha256 !== bankDigest(draw.bank)) {
    return wrong('answers to another exam or bank', 'those of the pack that it names');
  }
  if (submission.learner !== learner) {
    return wrong(`a hand-in of ${quoted(submission.learner)}`, `one of ${quoted(learner)}`);
  }
  if (
    drawn?.seed !== submission.formSeed ||
    canonicalJson(drawn.items) !== canonicalJson(submission.form)
  ) {
    return wrong('other questions than the pack holds', 'those that the issuer drew');
  }
  return {
    value: {
      exam: draw.exam,
      title,
      slots: draw.slots,
      minutes: draw.minutes,
      pass: draw.pass,
      items: draw.bank,
      drawnBy: 'issuer',
      extraPercent: opened.value.pack?.extraPercent ?? 0,
      isLate: Date.parse(receivedAt) > Date.parse(window.closesAt),
    },
  };
}

function notesOn(submission: ExamSubmission, basis: Basis): readonly string[] {
  const { extraPercent, limitMs, clockSetBack, formSeed, exam, number } = submission;
  const notes: string[] = [];
  const allowed = basis.extraPercent ?? extraPercent;
  if (extraPercent > allowed) {
    notes.push(`It took ${extraPercent} % extra time; ${allowed} % were given.`);
  } else if (extraPercent > 0) notes.push(`It took ${extraPercent} % extra time.`);
  if (basis.drawnBy === 'learner' && !EXTRA_TIME.some((one) => one === extraPercent)) {
    notes.push('No exam offers this extra time: the file was made by other means than the exam.');
  }
  if (limitMs > Math.round((basis.minutes * 60_000 * (100 + extraPercent)) / 100)) {
    notes.push('Its limit of time is longer than the exam’s.');
  }
  if (submission.pledge.text !== PLEDGE) notes.push('The pledge has other words here.');
  if (clockSetBack > 0) notes.push(`The device’s clock was set back ${clockSetBack} times.`);
  // Before it stands the browser's own id, which need not be the one that the learner hands in under.
  if (basis.drawnBy === 'learner' && !formSeed.endsWith(`/${exam}/${number}`)) {
    notes.push('The seed of its questions is none that a browser takes for this sitting.');
  }
  return notes;
}

const refused = (
  name: EvidenceFault['name'],
  found: string,
  expected: string,
  toDo: string,
): { readonly faults: readonly [EvidenceFault] } => ({
  faults: [{ name, found, expected, toDo }],
});
