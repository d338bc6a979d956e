import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { itemOf, neededToPass, nextItem, type Answer, type QuizBank } from '#assessment';
import { openRecord, type LearnerRecord } from '#progress';
import { siteLink } from '../site/site-link.ts';
import type { Asked } from '../workbench/assigned/assigned-work.ts';
import type * as AssignedQuiz from './learned/assigned-quiz.tsx';
import { answerItem, begin, finish, readStand, workOf, type QuizStand } from './quiz-session.ts';
import { fetchBank, type QuizSheet } from './quiz-sheet.ts';
import { QuizItemForm } from './QuizItemForm.tsx';
import { QuizPlaces } from './QuizPlaces.tsx';
import { QuizOutcome, QuizTries } from './QuizResults.tsx';

interface Ready {
  readonly record: LearnerRecord;
  readonly bank: QuizBank;
  readonly asked: Asked;
  /** What an assigned try is shown with; absent in practice. */
  readonly learned: typeof AssignedQuiz | undefined;
  readonly stand: QuizStand;
}

/** A quiz: begin, answer one item after the other, see the result. What is kept is kept at every answer. */
export function Quiz({ sheet }: { readonly sheet: QuizSheet }) {
  const [ready, setReady] = useState<Ready>();
  const [failed, setFailed] = useState('');
  /** Index of the item that is shown; `undefined` before the first and after the last. */
  const [at, setAt] = useState<number>();
  /** Begin was pressed before the questions were there. */
  const [isEager, setEager] = useState(false);
  const moved = useRef(false);
  /** Counts what is read and done, so that a slow reading is told from what came after it. */
  const turn = useRef(0);
  const isAnswering = useRef(false);
  const outcome = useRef<HTMLHeadingElement>(null);

  const load = async (): Promise<void> => {
    const record = await openRecord();
    const bank = await fetchBank(sheet.bankAddress);
    const learned = /[?&]assigned=/.test(location.search)
      ? await import('./learned/assigned-quiz.tsx')
      : undefined;
    const asked = (await learned?.assignedTryAskedFor(record, bank, location.search)) ?? {};
    const show = async (): Promise<void> => {
      for (;;) {
        const of = ++turn.current;
        const stand = await readStand(record, bank, workOf(asked.assigned));
        // What was done here while it was read is not in it.
        if (of !== turn.current) continue;
        setReady({ record, bank, asked, learned, stand });
        if (!stand.open) setAt(undefined);
        return;
      }
    };
    await show();
    record.onChange(() => attempt(show()));
  };
  const attempt = (work: Promise<void>): void => {
    setFailed('');
    work.catch((error: unknown) => {
      setFailed(error instanceof Error ? error.message : 'The browser did not carry it out.');
    });
  };
  useEffect(() => attempt(load()), []);
  useLayoutEffect(() => {
    if (moved.current && at === undefined) outcome.current?.focus();
  }, [at]);

  const goTo = (index: number | undefined): void => {
    moved.current = true;
    setAt(index);
  };
  const take = async (
    of: Ready,
    work: Promise<QuizStand>,
    then?: (next: QuizStand) => void,
  ): Promise<void> => {
    turn.current += 1;
    const next = await work;
    turn.current += 1;
    setReady({ ...of, stand: next });
    then?.(next);
  };
  const goToNext = ({ open }: QuizStand): void => goTo(open && nextItem(open));
  const beginTry = (of: Ready): void =>
    attempt(take(of, begin(of.record, of.bank, of.asked.assigned), goToNext));
  useEffect(() => {
    if (!ready || !isEager) return;
    setEager(false);
    // Where there is a result already, other words stand on the button: it is pressed once more.
    if (ready.stand.open) goToNext(ready.stand);
    else if (ready.stand.results.length === 0) beginTry(ready);
  }, [ready, isEager]);

  if (!ready) {
    return (
      <QuizRow notice={failed}>
        <section class="quiz-rest" aria-labelledby="stand">
          <h2 id="stand" ref={outcome} tabIndex={-1}>
            Before you begin
          </h2>
          <BeforeBegin sheet={sheet} />
          <div class="btns">
            {failed === '' ? (
              <button
                class="btn primary"
                type="button"
                aria-disabled={isEager}
                onClick={() => setEager(true)}
              >
                {isEager ? 'Reading the questions' : 'Begin'}
              </button>
            ) : (
              <button class="btn" type="button" onClick={() => attempt(load())}>
                Try again
              </button>
            )}
          </div>
        </section>
      </QuizRow>
    );
  }

  const { record, bank, asked, learned, stand } = ready;
  const { assigned } = asked;
  const { open, results } = stand;
  const answer = (id: string, given: Answer): void => {
    // A second press is the same answer.
    if (!open || isAnswering.current) return;
    isAnswering.current = true;
    const kept = take(ready, answerItem(record, bank, open, id, given), (next) => {
      if (next.open?.id !== open.id) goTo(next.open && nextItem(next.open));
    });
    attempt(kept.finally(() => (isAnswering.current = false)));
  };
  const goOn = (): void => {
    const index = open && nextItem(open);
    if (!open || index !== undefined) {
      goTo(index);
      return;
    }
    attempt(take(ready, finish(record, bank, open), () => goTo(undefined)));
  };

  const said = failed || stand.notice || asked.fault || '';
  const item = open && at !== undefined ? itemOf(bank, open.items[at] ?? '') : undefined;
  const last = results.at(-1);
  const done = open ? Object.keys(open.answers).length : 0;
  return (
    <QuizRow
      side={open && <QuizPlaces open={open} at={at} onChoose={goTo} />}
      notice={
        said ||
        (record.place === 'memory'
          ? 'This browser keeps nothing for the site: answers last until you leave the page.'
          : '')
      }
    >
      {open && item && at !== undefined ? (
        <QuizItemForm
          key={`${open.id}/${item.id}`}
          item={item}
          seed={open.seed}
          place={`Question ${at + 1} of ${open.items.length}`}
          given={open.answers[item.id]}
          next={nextItem(open) === undefined ? 'See the result' : 'Next question'}
          takesFocus={moved.current}
          onAnswer={(given) => answer(item.id, given)}
          onNext={goOn}
        />
      ) : (
        <section class="quiz-rest" aria-labelledby="stand">
          <h2 id="stand" ref={outcome} tabIndex={-1}>
            {open ? 'Where you left off' : last ? `Try ${last.number}` : 'Before you begin'}
          </h2>
          {open ? (
            <p>
              {done} of {open.items.length} questions are answered. The others wait as you left
              them.
            </p>
          ) : last ? (
            <QuizOutcome
              sheet={sheet}
              bank={bank}
              result={last}
              handIn={
                assigned &&
                learned && (
                  <learned.LearnedHandIn
                    record={record}
                    what={{ kind: 'quiz', result: last }}
                    title={sheet.title}
                  />
                )
              }
            />
          ) : assigned && learned ? (
            <learned.BeforeAssigned assigned={assigned} draw={bank.draw} />
          ) : (
            <BeforeBegin sheet={sheet} />
          )}
          <div class="btns">
            {open ? (
              <button class="btn primary" type="button" onClick={goOn}>
                Go on
              </button>
            ) : assigned && last ? (
              <a class="btn" href={siteLink('/assigned/')}>
                Back to what is assigned
              </a>
            ) : (
              <button
                class={last ? 'btn' : 'btn primary'}
                type="button"
                onClick={() => beginTry(ready)}
              >
                {last ? 'Try again with fresh questions' : 'Begin'}
              </button>
            )}
            {!open && !assigned && last && sheet.next.href !== '' && (
              <a class="btn" href={sheet.next.href}>
                {sheet.next.title}
              </a>
            )}
          </div>
          {results.length > 0 && <QuizTries results={results} />}
        </section>
      )}
    </QuizRow>
  );
}

/** What a quiz is, as the page says from the start. */
function BeforeBegin({ sheet: { draw, items, pass } }: { readonly sheet: QuizSheet }) {
  return (
    <p>
      {draw} questions are drawn from {items}. {neededToPass(draw, pass)} right answers let you go
      on. There is no time limit, and every try draws fresh questions first. An answer stands once
      it is given; then you read why.
    </p>
  );
}

interface RowProps {
  readonly side?: preact.ComponentChildren;
  readonly notice?: string;
  readonly children: preact.ComponentChildren;
}

function QuizRow({ side, notice = '', children }: RowProps) {
  return (
    <div class="row full pad-foot quiz">
      <div class="at">{side}</div>
      <div class="on">
        <p class="quiz-notice small" role="status">
          {notice}
        </p>
        {children}
      </div>
    </div>
  );
}
