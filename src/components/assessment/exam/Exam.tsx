import { useEffect, useRef, useState } from 'preact/hooks';
import { beginLabSitting, retakeFrom, type ExamResult, type LabSitting } from '#assessment';
import { openRecord, type HandInReceipt, type LabAttempt, type LearnerRecord } from '#progress';
import { ExamBegin } from './ExamBegin.tsx';
import type { ExamOutcome } from './ExamOutcome.tsx';
import { ExamPractical } from './ExamPractical.tsx';
import { examLabAddress } from './exam-lab-address.ts';
import { fetchPaper, type ExamSheet, type SheetLab } from './exam-sheet.ts';
import { SittingRoom } from './SittingRoom.tsx';
import { practicalStand } from './practical-stand.ts';
import {
  beginExam,
  endedOf,
  forgetPaper,
  readOpenSitting,
  type KeptSitting,
} from './sitting-keeper.ts';

/** What this browser keeps that the exam hangs on. */
interface Kept {
  readonly results: readonly ExamResult[];
  readonly attempts: readonly LabAttempt[];
  readonly labSittings: readonly LabSitting[];
  readonly receipts: readonly HandInReceipt[];
}

interface Ready extends Kept {
  readonly record: LearnerRecord;
}

const NOTHING: Kept = { results: [], attempts: [], labSittings: [], receipts: [] };

/** One exam: its two parts, the open sitting with its questions, and what came out of the last one. */
export function Exam({ sheet }: { readonly sheet: ExamSheet }) {
  const [ready, setReady] = useState<Ready>();
  /** The sitting that runs on this page. */
  const [running, setRunning] = useState<KeptSitting>();
  const [failed, setFailed] = useState('');
  const [Outcome, setOutcome] = useState<typeof ExamOutcome>();
  /** Something was pressed before what is kept was read. */
  const [isEager, setEager] = useState(false);
  const moved = useRef(false);
  const pressed = useRef<(of: Ready) => Promise<void>>();

  const attempt = (work: Promise<unknown>): void => {
    setFailed('');
    work.catch((error: unknown) => {
      setFailed(error instanceof Error ? error.message : 'The browser did not carry it out.');
    });
  };
  const read = async (record: LearnerRecord): Promise<Ready> => {
    const of: Ready = {
      record,
      results: await record.examResults(sheet.exam),
      attempts: await record.attempts(),
      labSittings: await record.labSittings(sheet.exam),
      receipts: await record.receipts(),
    };
    setReady(of);
    return of;
  };
  const load = async (): Promise<void> => {
    const record = await openRecord();
    const kept = await readOpenSitting(record, sheet.exam);
    const of = await read(record);
    setRunning(kept);
    setEager(false);
    // A sitting that runs comes in the place of what was pressed.
    if (!kept) await pressed.current?.(of);
  };
  /** Does what is pressed with what is kept, once that was read. */
  const press = (work: (of: Ready) => Promise<void>): void => {
    if (ready) {
      attempt(work(ready));
      return;
    }
    pressed.current = work;
    setEager(true);
  };
  useEffect(() => attempt(load()), []);

  // Other tabs: a sitting that they begin is gone on with here.
  useEffect(() => {
    if (!ready || running) return undefined;
    const { record } = ready;
    return record.onChange(() => {
      attempt(
        readOpenSitting(record, sheet.exam).then(async (kept) => {
          if (kept) setRunning(kept);
          else await read(record);
        }),
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

  if (ready && running) {
    const { record } = ready;
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

  const { results, attempts, labSittings, receipts } = ready ?? NOTHING;
  const last = results.at(-1);
  const stand = practicalStand(sheet, attempts, labSittings, receipts);
  const from = retakeFrom(results.map(endedOf), sheet.retakeHours);
  const begin = async ({ record }: Ready, extraPercent: number): Promise<void> => {
    const paper = await fetchPaper(sheet.paperAddress);
    moved.current = true;
    setRunning(await beginExam(record, paper, extraPercent, sheet.retakeHours));
  };
  const beginLab = async (
    of: Ready,
    { lab: id = '', address = '', minutes, pauses, pass }: SheetLab,
    extraPercent: number,
  ): Promise<void> => {
    const known = practicalStand(sheet, of.attempts, of.labSittings, of.receipts);
    const found = known.kind === 'labs' ? known.labs.find(({ lab }) => lab.lab === id) : undefined;
    // What was pressed before it was known: the page says it by now.
    if (!found || found.open || found.holds || (found.from && found.from > new Date())) return;
    const order = { exam: sheet.exam, lab: id, minutes, pauses, pass };
    const learner = await of.record.learnerId();
    await of.record.keepLabSitting(
      beginLabSitting(order, learner, found.sittings, extraPercent, new Date()),
    );
    location.assign(examLabAddress(address, sheet.exam));
  };
  return (
    <div data-until-read={ready || failed !== '' ? undefined : ''}>
      <ExamRow notice={failed || (isEager ? 'Reading what this browser keeps.' : '')}>
        {!ready && failed !== '' && (
          <button class="btn" type="button" onClick={() => attempt(load())}>
            Try again
          </button>
        )}
      </ExamRow>
      {ready && last && Outcome && (
        <Outcome
          sheet={sheet}
          record={ready.record}
          result={last}
          practicalHolds={stand.holds}
          takesFocus={moved.current}
        />
      )}
      <ExamBegin
        sheet={sheet}
        from={from && from > new Date() ? from : undefined}
        isAgain={last !== undefined}
        onBegin={(extraPercent) => press((of) => begin(of, extraPercent))}
      />
      <ExamPractical
        sheet={sheet}
        stand={stand}
        onBegin={({ lab }, extraPercent) => press((of) => beginLab(of, lab, extraPercent))}
      />
    </div>
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
