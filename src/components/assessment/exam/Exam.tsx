import { useEffect, useRef, useState } from 'preact/hooks';
import {
  beginLabSitting,
  flag,
  keepAnswer,
  marksOf,
  retakeFrom,
  type ExamPaper,
  type ExamResult,
  type LabSitting,
} from '#assessment';
import { openRecord, type LabAttempt, type LearnerRecord } from '#progress';
import { ExamBar } from './ExamBar.tsx';
import { ExamBegin } from './ExamBegin.tsx';
import { ExamItem } from './ExamItem.tsx';
import { ExamOutcome } from './ExamOutcome.tsx';
import { ExamPlaces } from './ExamPlaces.tsx';
import { ExamPractical, examLabAddress } from './ExamPractical.tsx';
import { ExamReview } from './ExamReview.tsx';
import { fetchPaper, type ExamSheet } from './exam-sheet.ts';
import { practicalStand, type LabStand } from './practical-stand.ts';
import {
  beginExam,
  endedOf,
  forgetPaper,
  readOpenSitting,
  SittingKeeper,
  type KeeperState,
  type KeptSitting,
} from './sitting-keeper.ts';

interface Ready {
  readonly record: LearnerRecord;
  readonly results: readonly ExamResult[];
  readonly attempts: readonly LabAttempt[];
  readonly labSittings: readonly LabSitting[];
}

/** A sitting that runs on this page. */
interface Running {
  readonly keeper: SittingKeeper;
  readonly paper: ExamPaper;
}

/** One exam: its two parts, the open sitting with its questions, and what came out of the last one. */
export function Exam({ sheet }: { readonly sheet: ExamSheet }) {
  const [ready, setReady] = useState<Ready>();
  const [running, setRunning] = useState<Running>();
  const [state, setState] = useState<KeeperState>();
  const [failed, setFailed] = useState('');
  /** Index of the question that is shown; `undefined` for the review. */
  const [at, setAt] = useState<number | undefined>(0);
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
    });
  };
  const run = (record: LearnerRecord, kept: KeptSitting): void => {
    const keeper = new SittingKeeper(record, kept, setState);
    setState(keeper.state);
    setAt(0);
    setRunning({ keeper, paper: kept.paper });
  };
  const load = async (): Promise<void> => {
    const record = await openRecord();
    const kept = await readOpenSitting(record, sheet.exam);
    await read(record);
    if (kept) run(record, kept);
  };
  useEffect(() => attempt(load()), []);

  // Other tabs: what they keep is taken over, a sitting that they begin is gone on with here.
  useEffect(() => {
    if (!ready) return undefined;
    const { record } = ready;
    return record.onChange(() => {
      if (running) {
        attempt(running.keeper.hear());
        return;
      }
      attempt(
        readOpenSitting(record, sheet.exam).then((kept) =>
          kept ? run(record, kept) : read(record),
        ),
      );
    });
  }, [ready?.record, running]);

  useEffect(() => {
    if (!running) return undefined;
    const { keeper } = running;
    const beat = setInterval(() => attempt(keeper.tick()), 1000);
    const leave = (): void => void keeper.flush();
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(beat);
      removeEventListener('pagehide', leave);
    };
  }, [running]);

  // The end, here or elsewhere: the questions go, the result comes.
  const result = state?.result;
  useEffect(() => {
    if (!ready || !running || !result) return;
    moved.current = true;
    setRunning(undefined);
    setState(undefined);
    attempt(forgetPaper(ready.record, sheet.exam).then(() => read(ready.record)));
  }, [result?.id]);

  const isSitting = running !== undefined && state !== undefined;
  useEffect(() => {
    document.getElementById('main')?.toggleAttribute('data-sitting', isSitting);
  }, [isSitting]);

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
  const { record, results, attempts, labSittings } = ready;

  if (running && state) {
    const { keeper, paper } = running;
    const { sitting } = state;
    const go = (index: number | undefined): void => {
      moved.current = true;
      setAt(index);
    };
    const item =
      at === undefined ? undefined : paper.items.find(({ id }) => id === sitting.items[at]);
    return (
      <>
        <ExamBar
          title={`${sheet.title}, part K`}
          clock={sitting.clock}
          save={state.save}
          onEnd={() => go(undefined)}
        />
        <div class="row full pad-foot quiz exam-on">
          <ExamPlaces sitting={sitting} paper={paper} at={at} onChoose={go} />
          <div class="on">
            <p class="quiz-notice small" role="status">
              {failed ||
                (record.place === 'memory'
                  ? 'This browser keeps nothing for the site: the sitting lasts until you leave the page.'
                  : '')}
            </p>
            {item && at !== undefined ? (
              <ExamItem
                key={`${sitting.id}/${item.id}`}
                item={item}
                seed={sitting.seed}
                index={at}
                count={sitting.items.length}
                marks={marksOf(sitting, item.id)}
                takesFocus={moved.current}
                onAnswer={(answer) => keeper.change((now) => keepAnswer(now, item.id, answer))}
                onFlag={(isFlagged) => keeper.change((now) => flag(now, item.id, isFlagged))}
                onGo={go}
                onReview={() => go(undefined)}
              />
            ) : (
              <ExamReview
                sitting={sitting}
                paper={paper}
                onGo={go}
                onEnd={() => attempt(keeper.end('learner').then(() => undefined))}
              />
            )}
          </div>
        </div>
      </>
    );
  }

  const last = results.at(-1);
  const stand = practicalStand(sheet, attempts, labSittings);
  const from = retakeFrom(results.map(endedOf), sheet.retakeHours);
  const begin = async (extraPercent: number): Promise<void> => {
    const paper = await fetchPaper(sheet.paperAddress);
    moved.current = true;
    run(record, await beginExam(record, paper, extraPercent, sheet.retakeHours));
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
      {last && (
        <ExamOutcome
          sheet={sheet}
          result={last}
          practicalHolds={stand.holds}
          takesFocus={moved.current}
          onHandIn={() =>
            attempt(import('./hand-in.ts').then(({ handIn }) => handIn(record, last)))
          }
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
