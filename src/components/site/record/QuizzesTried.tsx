import { passes, type QuizResult } from '#assessment';
import { Mark } from './Mark.tsx';
import type { RecordStep } from './record-step.ts';
import { when } from './sum-up.ts';

interface Props {
  readonly steps: readonly RecordStep[];
  /** By quiz, in the order of the tries. */
  readonly results: readonly QuizResult[];
}

/** Every finished try at a quiz, quiz by quiz, the newest first. */
export function QuizzesTried({ steps, results }: Props) {
  const quizzes = [...new Set(results.map(({ quiz }) => quiz))];
  if (quizzes.length === 0) return null;
  return (
    <section class="row sect" aria-labelledby="quizzes">
      <div class="at tick">Quizzes</div>
      <div class="on">
        <h2 id="quizzes">What you have answered</h2>
        <ul role="list" class="items record-list">
          {quizzes.map((quiz) => {
            const step = steps.find(({ kind, id }) => kind === 'quiz' && id === quiz);
            const own = results.filter((result) => result.quiz === quiz);
            const last = own.at(-1);
            return (
              <li key={quiz}>
                <Mark name={own.some(passes) ? 'pass' : 'half'} />
                <div>
                  <h3>{step ? <a href={step.href}>{step.title}</a> : quiz}</h3>
                  <p>
                    {own.map((result) => `${result.right} of ${result.of}`).join(', then ')} right
                    {own.some(passes) ? '. Passed' : ''}
                  </p>
                </div>
                <span class="num">{when(last?.finishedAt ?? '')}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
