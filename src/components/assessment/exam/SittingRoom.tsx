import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { flag, keepAnswer, marksOf, type ExamResult } from '#assessment';
import type { LearnerRecord } from '#progress';
import { ExamBar } from './ExamBar.tsx';
import { fetchHandIn } from './ExamHandInOnDemand.tsx';
import { ExamItem } from './ExamItem.tsx';
import { ExamPlaces } from './ExamPlaces.tsx';
import { ExamReview } from './ExamReview.tsx';
import { SittingKeeper, type KeeperState, type KeptSitting } from './sitting-keeper.ts';

interface Props {
  readonly record: LearnerRecord;
  readonly kept: KeptSitting;
  /** What is sat: "MLOps Foundations, part K". */
  readonly title: string;
  /** True when the learner has just begun it here. */
  readonly isBegun: boolean;
  /** Told once the sitting has ended, here or in another tab. */
  readonly onEnded: (result: ExamResult) => void;
}

const sitHere = (isOpen: boolean): void => {
  document.getElementById('main')?.toggleAttribute('data-sitting', isOpen);
};

/** An open sitting: its questions, its time, its review; kept with every answer and together with other tabs. */
export function SittingRoom({ record, kept, title, isBegun, onEnded }: Props) {
  const { paper } = kept;
  const [state, setState] = useState<KeeperState>({ sitting: kept.sitting, save: 'saved' });
  const keeper = useMemo(() => new SittingKeeper(record, kept, setState), [record, kept]);
  const [failed, setFailed] = useState('');
  /** Index of the question that is shown; `undefined` for the review. */
  const [at, setAt] = useState<number | undefined>(0);
  const moved = useRef(isBegun);

  const attempt = (work: Promise<unknown>): void => {
    setFailed('');
    work.catch((error: unknown) => {
      setFailed(error instanceof Error ? error.message : 'The browser did not carry it out.');
    });
  };
  useEffect(() => {
    // It is tried again at the end.
    fetchHandIn().catch(() => undefined);
  }, []);
  useEffect(() => record.onChange(() => attempt(keeper.hear())), [keeper]);
  useEffect(() => {
    const beat = setInterval(() => attempt(keeper.tick()), 1000);
    const leave = (): void => void keeper.flush();
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(beat);
      removeEventListener('pagehide', leave);
    };
  }, [keeper]);
  // While it is rendered: the first question takes the focus before any effect of its parent, and must find the bar's room.
  useState(() => sitHere(true));
  useEffect(() => () => sitHere(false), []);
  const { result, sitting, save } = state;
  useEffect(() => {
    if (result) onEnded(result);
  }, [result?.id]);

  const go = (index: number | undefined): void => {
    moved.current = true;
    setAt(index);
  };
  const item =
    at === undefined ? undefined : paper.items.find(({ id }) => id === sitting.items[at]);
  return (
    <>
      <ExamBar title={title} clock={sitting.clock} save={save} onEnd={() => go(undefined)} />
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
              onEnd={() => attempt(keeper.end('learner'))}
            />
          )}
        </div>
      </div>
    </>
  );
}
