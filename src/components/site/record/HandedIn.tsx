import type { ExamReceipt, HandInReceipt, LearnedReceipt } from '#progress';
import type { ExamPages } from './ExamsTried.tsx';
import type { RecordStep } from './record-step.ts';
import { when } from './sum-up.ts';

interface Props {
  /** Oldest first. */
  readonly receipts: readonly HandInReceipt[];
  readonly steps: readonly RecordStep[];
  /** Oldest first. */
  readonly examReceipts: readonly ExamReceipt[];
  readonly exams: ExamPages;
  /** Of quizzes and lessons, oldest first. */
  readonly learnedReceipts: readonly LearnedReceipt[];
}

/** One hand-in, as a row shows it. */
interface Row {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly outcome: string;
  readonly fileName: string;
  readonly signer: string;
}

/** Receipts of what was handed in, the newest first. */
export function HandedIn({ receipts, steps, examReceipts, exams, learnedReceipts }: Props) {
  const rows = [
    ...receipts.map((receipt) => labRow(receipt, steps)),
    ...examReceipts.map((receipt) => examRow(receipt, exams)),
    ...learnedReceipts.map((receipt) => learnedRow(receipt, steps)),
  ].sort((a, b) => b.at.localeCompare(a.at));
  if (rows.length === 0) return null;
  return (
    <section class="row sect" aria-labelledby="handed-in">
      <div class="at tick">Handed in</div>
      <div class="on">
        <h2 id="handed-in">Receipts</h2>
        <p class="safety">
          A receipt says which file you made. When somebody doubts that it is yours, its SHA-256 and
          the key that signed it tell.
        </p>
        <table class="t stack">
          <caption class="vh">Files that you handed in, newest first</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Self-assessed</th>
              <th scope="col">When</th>
              <th scope="col">File</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, at, what, outcome, fileName, signer }) => (
              <tr key={id}>
                <td>{what}</td>
                <td class="num" data-l="Self-assessed">
                  {outcome}
                </td>
                <td class="num">{when(at)}</td>
                <td>
                  <details>
                    <summary>{fileName}</summary>
                    <dl class="receipt">
                      <dt>SHA-256</dt>
                      <dd>
                        <code>{id}</code>
                      </dd>
                      <dt>Signed by</dt>
                      <dd>
                        <code>{signer}</code>
                      </dd>
                    </dl>
                  </details>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function labRow(receipt: HandInReceipt, steps: readonly RecordStep[]): Row {
  const { id, lab, labVersion, learner, points, maxPoints, handedInAt, fileName, signer } = receipt;
  const title = steps.find((step) => step.kind === 'lab' && step.id === lab)?.title ?? lab;
  return {
    id,
    at: handedInAt,
    what: `${title} ${labVersion}, as ${learner}`,
    outcome: `${points} of ${maxPoints} points`,
    fileName,
    signer,
  };
}

function examRow(receipt: ExamReceipt, exams: ExamPages): Row {
  const { id, exam, number, learner, right, of, handedInAt, fileName, signer } = receipt;
  return {
    id,
    at: handedInAt,
    what: `${exams[exam]?.title ?? exam}, sitting ${number}, as ${learner}`,
    outcome: `${right} of ${of} right`,
    fileName,
    signer,
  };
}

function learnedRow(receipt: LearnedReceipt, steps: readonly RecordStep[]): Row {
  const { id, kind, activity, learner, right, of, handedInAt, fileName, signer } = receipt;
  const title = steps.find((step) => step.kind === kind && step.id === activity)?.title ?? activity;
  return {
    id,
    at: handedInAt,
    what: `${title}, as ${learner}`,
    outcome: kind === 'lesson' ? 'read' : `${right} of ${of} right`,
    fileName,
    signer,
  };
}
