import { itemOf, neededToPass, passes, type QuizBank, type QuizResult } from '#assessment';
import { InlineText } from '../lesson/InlineText.tsx';
import { Mark } from '../site/record/Mark.tsx';
import { when } from '../site/record/sum-up.ts';
import type { QuizSheet } from './quiz-sheet.ts';

interface Props {
  readonly sheet: QuizSheet;
  readonly bank: QuizBank;
  readonly result: QuizResult;
  /** What hands in an assigned try; absent in practice. */
  readonly handIn?: preact.ComponentChildren;
}

/** What the last try gave, and what to do with it. */
export function QuizOutcome({ sheet, bank, result, handIn }: Props) {
  const passed = passes(result);
  const wrong = Object.entries(result.items).filter(([, right]) => !right);
  const again = new Set(wrong.flatMap(([id]) => itemOf(bank, id)?.lesson ?? []));
  return (
    <div class="outcome">
      <p class="outcome-n num">
        <Mark name={passed ? 'pass' : 'half'} /> {result.right} of {result.of} right
      </p>
      <p>
        {neededToPass(result.of, result.pass)} are needed.{' '}
        {handIn
          ? 'This browser judged it. Hand it in: your instructor marks the answers again, and their result counts.'
          : `${passed ? 'You can go on.' : 'Another try draws fresh questions.'} This browser judged it: it shows where you stand and proves nothing to others.`}
      </p>
      {handIn}
      {again.size > 0 && (
        <>
          <h3>To read again</h3>
          <ul role="list" class="again">
            {[...again].map((slug) => {
              const lesson = sheet.lessons[slug];
              const asked = wrong.filter(([id]) => itemOf(bank, id)?.lesson === slug);
              return (
                <li key={slug}>
                  {!lesson?.href ? (
                    (lesson?.title ?? slug)
                  ) : (
                    <a href={lesson.href}>{lesson.title}</a>
                  )}
                  <ul>
                    {asked.map(([id]) => (
                      <li key={id}>
                        <InlineText text={itemOf(bank, id)?.ask ?? id} />
                      </li>
                    ))}
                  </ul>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

/** All tries, the newest first. */
export function QuizTries({ results }: { readonly results: readonly QuizResult[] }) {
  return (
    <table class="t">
      <caption class="vh">Your tries at this quiz, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Try</th>
          <th scope="col">Right</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {results.toReversed().map((result) => (
          <tr key={result.id}>
            <th scope="row" class="num">
              {result.number}
            </th>
            <td class="num">
              {result.right} of {result.of}
              {passes(result) ? ', passed' : ''}
            </td>
            <td class="num">{when(result.finishedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
