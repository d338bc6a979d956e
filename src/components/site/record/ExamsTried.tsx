import type { ExamResult, LabSitting } from '#assessment';
import { Mark } from './Mark.tsx';
import { when } from './sum-up.ts';

export type ExamPages = Readonly<
  Record<string, { readonly title: string; readonly href: string } | undefined>
>;

interface Props {
  /** Titles and addresses of exams, by id. */
  readonly exams: ExamPages;
  /** By exam, in the order of the sittings. */
  readonly results: readonly ExamResult[];
  readonly labSittings: readonly LabSitting[];
}

/** Every sitting of an exam that has ended, part K and part P. */
export function ExamsTried({ exams, results, labSittings }: Props) {
  const ended = labSittings.filter(({ end }) => end !== undefined);
  if (results.length + ended.length === 0) return null;
  return (
    <section class="row sect" aria-labelledby="exams">
      <div class="at tick">Exams</div>
      <div class="on">
        <h2 id="exams">What you have sat</h2>
        <ul role="list" class="items record-list">
          {results.map(({ id, exam, number, score, finishedAt }) => {
            const known = exams[exam];
            return (
              <li key={id}>
                <Mark name={score.passed ? 'pass' : 'half'} />
                <div>
                  <h3>{known ? <a href={known.href}>{known.title}</a> : exam}</h3>
                  <p>
                    Sitting {number}, part K: {score.right} of {score.of} right
                    {score.passed ? '. It holds' : ''}
                  </p>
                </div>
                <span class="num">{when(finishedAt)}</span>
              </li>
            );
          })}
          {ended.map(({ id, exam, number, end }) => {
            const known = exams[exam];
            const result = end?.result;
            return (
              <li key={id}>
                <Mark name={result?.passed ? 'pass' : 'half'} />
                <div>
                  <h3>{known ? <a href={`${known.href}#part-p`}>{known.title}</a> : exam}</h3>
                  <p>
                    Sitting {number}, part P:{' '}
                    {result ? `${result.points} of ${result.maxPoints} points` : 'no Check'}
                    {result?.passed ? '. It holds' : ''}
                  </p>
                </div>
                <span class="num">{end ? when(end.at) : ''}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
