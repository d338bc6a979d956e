import { useEffect, useRef, useState } from 'preact/hooks';
import { beginLabSitting, retakeFrom, type ExamResult, type LabSitting } from '#assessment';
import { openRecord, type HandInReceipt, type LabAttempt, type LearnerRecord } from '#progress';
import { ExamBegin } from './ExamBegin.tsx';
import type { ExamOutcome } from './ExamOutcome.tsx';
import { ExamPractical } from './ExamPractical.tsx';
import { examLabAddress } from './exam-lab-address.ts';
import { fetchPaper, type ExamSheet } from './exam-sheet.ts';
import { SittingRoom } from './SittingRoom.tsx';
import { practicalStand, type LabStand } from './practical-stand.ts';
import {
  beginExam,
  endedOf,
  forgetPaper,
  readOpenSitting,
  type KeptSitting,
} from './sitting-keeper.ts';

interface Ready {
  readonly record: LearnerRecord;
  readonly results: readonly ExamResult[];
  readonly attempts: readonly LabAttempt[];
  readonly labSittings: readonly LabSitting[];
  readonly receipts: readonly HandInReceipt[];
}

/** One exam: its two parts, the open sitting with its questions, and what came out of the last one. */
export function Exam({ sheet }: { readonly sheet: ExamSheet }) {
  const [ready, setReady] = useState<Ready>();
  /** The sitting that runs on this page. */
  const [running, setRunning] = useState<KeptSitting>();
  const [failed, setFailed] = useState('');
  const [Outcome, setOutcome] = useState<typeof ExamOutcome>();
  const moved = useRef(false);

  const attempt = (work: Promise<void>): void => {
    setFailed('');
    work.catch((error: unknown) => {
      setFailed(error instanceof Error ? error.message : 'The browser did not carry it out.');
    });
  };
  const read = async (record: LearnerRecord): Promise<void> => {
    setReady({
      record,
      results: await record.examResults(sheet.exam),
      attempts: await record.attempts(),
      labSittings: await record.labSittings(sheet.exam),
      receipts: await record.receipts(),
    });
  };
  const load = async (): Promise<void> => {
    const record = await openRecord();
    const kept = await readOpenSitting(record, sheet.exam);
    await read(record);
    setRunning(kept);
  };
  useEffect(() => attempt(load()), []);

  // Other tabs: a sitting that they begin is gone on with here.
  useEffect(() => {
    if (!ready || running) return undefined;
    const { record } = ready;
    return record.onChange(() => {
      attempt(
        readOpenSitting(record, sheet.exam).then((kept) =>
          kept ? setRunning(kept) : read(record),
        ),
      );
    });
  }, [ready?.record, running]);

  // What shows a result comes while a sitting is open, so that no network is needed at its end.
  const needsOutcome = running !== undefined || (ready?.results.length ?? 0) > 0;
  useEffect(() => {
    if (!needsOutcome) return;
    import('./ExamOutcome.tsx').then(
      (part) => setOutcome(() => part.ExamOutcome),
      () => setFailed('What shows a result is not on this device yet: reload with a network.'),
    );
  }, [needsOutcome]);

  if (!ready) {
    return (
      <ExamRow>
        <p role="status">{failed || 'Reading what this browser keeps.'}</p>
        {failed !== '' && (
          <button class="btn" type="button" onClick={() => attempt(load())}>
            Try again
          </button>
        )}
      </ExamRow>
    );
  }
  const { record, results, attempts, labSittings, receipts } = ready;

  if (running) {
    return (
      <SittingRoom
        record={record}
        kept={running}
        title={`${sheet.title}, part K`}
        isBegun={moved.current}
        onEnded={() => {
          // The questions go, the result comes.
          moved.current = true;
          setRunning(undefined);
          attempt(forgetPaper(record, sheet.exam).then(() => read(record)));
        }}
      />
    );
  }

  const last = results.at(-1);
  const stand = practicalStand(sheet, attempts, labSittings, receipts);
  const from = retakeFrom(results.map(endedOf), sheet.retakeHours);
  const begin = async (extraPercent: number): Promise<void> => {
    const paper = await fetchPaper(sheet.paperAddress);
    moved.current = true;
    setRunning(await beginExam(record, paper, extraPercent, sheet.retakeHours));
  };
  const beginLab = async ({ lab, sittings }: LabStand, extraPercent: number): Promise<void> => {
    const { lab: id = '', address = '', minutes, pauses, pass } = lab;
    const order = { exam: sheet.exam, lab: id, minutes, pauses, pass };
    const learner = await record.learnerId();
    await record.keepLabSitting(
      beginLabSitting(order, learner, sittings, extraPercent, new Date()),
    );
    location.assign(examLabAddress(address, sheet.exam));
  };
  return (
    <>
      <ExamRow notice={failed} />
      {last && Outcome && (
        <Outcome
          sheet={sheet}
          record={record}
          result={last}
          practicalHolds={stand.holds}
          takesFocus={moved.current}
        />
      )}
      <ExamBegin
        sheet={sheet}
        from={from && from > new Date() ? from : undefined}
        isAgain={last !== undefined}
        onBegin={(extraPercent) => attempt(begin(extraPercent))}
      />
      <ExamPractical
        sheet={sheet}
        stand={stand}
        onBegin={(lab, extraPercent) => attempt(beginLab(lab, extraPercent))}
      />
    </>
  );
}

function ExamRow({
  notice = '',
  children,
}: {
  readonly notice?: string;
  readonly children?: preact.ComponentChildren;
}) {
  return (
    <div class="row quiz">
      <div class="at" />
      <div class="on">
        <p class="quiz-notice small" role="status">
          {notice}
        </p>
        {children}
      </div>
    </div>
  );
}
