import { useEffect, useRef, useState } from 'preact/hooks';
import type { Level } from '#curriculum';
import { DIAGNOSTIC, openRecord, type KeptAssignment, type LearnerRecord } from '#progress';
import { nextStep, standings } from '../standing.ts';
import { Assigned } from './Assigned.tsx';
import type { Done, DoneProps } from './Done.tsx';
import { Kept } from './Kept.tsx';
import { NextStep } from './NextStep.tsx';
import { storageState, type StorageFacts } from './storage-state.ts';
import { sumUp } from './sum-up.ts';

interface Shown {
  readonly record: LearnerRecord;
  readonly kept: DoneProps['kept'];
  readonly assignments: readonly KeptAssignment[];
  /** Number of exam packs. */
  readonly packs: number;
  readonly aim: DoneProps['aim'];
  readonly storage: StorageFacts;
  /** Absent while the record is empty. */
  readonly Sections: typeof Done | undefined;
}

type Props = Pick<DoneProps, 'steps' | 'sheet' | 'exams' | 'renewals'>;

/** What this browser's learner has read and tried, and what can be done with the record. */
export function MyRecord({ steps, sheet, exams, renewals }: Props) {
  const [shown, setShown] = useState<Shown>();
  const opening = useRef<Promise<LearnerRecord>>();
  const open = (): Promise<LearnerRecord> => (opening.current ??= openRecord());

  useEffect(() => {
    let stop = (): void => undefined;
    const read = async (): Promise<void> => {
      const record = await open();
      const kept = await keptIn(record);
      // An empty record, as at the first visit, needs none of what shows a full one.
      const isEmpty = Object.values(kept).every(({ length }) => length === 0);
      const Sections = isEmpty ? undefined : (await import('./Done.tsx')).Done;
      const aim = aimOf(await record.setting(DIAGNOSTIC)) ?? 'L2';
      const assignments = await record.assignments();
      const packs = (await record.packs()).length;
      const storage = await storageState();
      setShown({ record, kept, assignments, packs, aim, storage, Sections });
      stop();
      stop = record.onChange(() => void read());
    };
    void read();
    return () => {
      stop();
    };
  }, []);

  const { lessons = [], attempts = [], results = [] } = shown?.kept ?? {};
  const all = standings(steps, lessons, attempts, results);
  const next = nextStep(all);
  const nextOne = next === undefined ? undefined : steps[next];
  const isEmpty = shown?.Sections === undefined;
  // What is said of an empty record stands in the page from the start.
  const untilRead = shown ? undefined : '';
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>My record</h1>
          <p class="lead" role="status" data-until-read={untilRead}>
            {sumUp(steps, all, isEmpty)}
          </p>
        </div>
      </header>
      {nextOne && (
        <div data-until-read={untilRead}>
          <NextStep step={nextOne} standing={all[next ?? 0]} empty={isEmpty} />
        </div>
      )}
      <Assigned assignments={shown?.assignments ?? []} />
      {shown?.Sections && (
        <shown.Sections
          aim={shown.aim}
          kept={shown.kept}
          record={shown.record}
          steps={steps}
          sheet={sheet}
          exams={exams}
          renewals={renewals}
          standings={all}
        />
      )}
      <div data-until-read={untilRead}>
        <Kept
          open={open}
          record={shown?.record}
          storage={shown?.storage}
          empty={isEmpty && !shown?.assignments.length && !shown?.packs}
        />
      </div>
    </>
  );
}

async function keptIn(record: LearnerRecord): Promise<DoneProps['kept']> {
  const [lessons, attempts, results, sat, labSittings] = await Promise.all([
    record.lessons(),
    record.attempts(),
    record.quizResults(),
    record.examResults(),
    record.labSittings(),
  ]);
  const [receipts, examReceipts, learnedReceipts, certificates] = await Promise.all([
    record.receipts(),
    record.examReceipts(),
    record.learnedReceipts(),
    record.certificates(),
  ]);
  const handedIn = { receipts, examReceipts, learnedReceipts };
  return { lessons, attempts, results, sat, labSittings, ...handedIn, certificates };
}

/** The certificate that was chosen in the diagnostic. */
function aimOf(diagnostic: unknown): Level | undefined {
  return (diagnostic as { readonly aim?: Level } | undefined)?.aim;
}
