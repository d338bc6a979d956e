import type { RefObject } from 'preact';
import type { Route } from '#assessment';
import type { CompetencyId } from '#curriculum';
import type { DiagnosticSheet } from './diagnostic-sheet.ts';

interface Props {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly sheet: DiagnosticSheet;
  readonly route: Route;
  readonly onAgain: () => void;
}

/** The path: its name and modules, what is missing by course in order with hours, and where each competency stands. */
export function PathResult({ heading, sheet, route, onAgain }: Props) {
  const courseOf = (id: string) => sheet.courses.find((one) => one.id === id);
  const exam = sheet.exams[route.exam];
  const nameOf = (id: CompetencyId): string =>
    sheet.competencies.find((one) => one.id === id)?.name ?? id;
  const save = (): void => {
    const link = document.createElement('a');
    const text = JSON.stringify({ format: 'plumbline-path', ...route }, null, 2);
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = 'plumbline-path.json';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section class="quiz-rest" aria-labelledby="path">
      <h2 id="path" ref={heading} tabIndex={-1}>
        Your path: {route.name}
      </h2>
      <p>
        {route.path.length === 0
          ? `Nothing is missing for ${route.target}, by your own account and eleven questions.`
          : `${route.path.length} courses, about ${route.hours} hours, to ${route.target}. The first closes most of what is missing.`}{' '}
        It rests on what you said and on one question for each competency: a way to begin, no
        measure of you.
      </p>
      {route.path.length > 0 && (
        <>
          <h3>In short</h3>
          <ol class="path-short">
            {route.legs.map(({ course: id, modules }) => {
              const course = courseOf(id);
              return (
                <li key={id}>
                  {course ? <a href={course.href}>{course.title}</a> : id}
                  {modules && (
                    <span class="dim">
                      : {modules.map((number) => course?.modules[number - 1] ?? number).join(', ')}
                    </span>
                  )}
                </li>
              );
            })}
            <li>
              then the exam{' '}
              {exam.href ? <a href={exam.href}>{exam.title}</a> : `${exam.title}, which is coming`}
            </li>
          </ol>
          <h3>What is missing, by course</h3>
        </>
      )}
      <ol class="path">
        {route.path.map((step) => {
          const course = courseOf(step.course);
          return (
            <li key={step.course}>
              <h3>{course ? <a href={course.href}>{course.title}</a> : step.course}</h3>
              <p>
                <span class="num">about {step.hours} hours</span>
                {course && `, ${course.today || 'not written yet'}`}
              </p>
              <p class="small dim">
                {(Object.entries(step.gaps) as [CompetencyId, number][])
                  .map(([id, gap]) => `${nameOf(id)}: ${gap} level${gap === 1 ? '' : 's'} to go`)
                  .join('; ')}
              </p>
            </li>
          );
        })}
      </ol>
      {route.skipped.length > 0 && (
        <>
          <h3>What you can leave out</h3>
          <ul class="path">
            {route.skipped.map((id) => {
              const course = courseOf(id);
              return (
                <li key={id}>
                  {course?.title ?? id}
                  {course?.challenge && (
                    <>
                      {' '}
                      <span class="small dim">
                        To be sure, pass its lab{' '}
                        <a href={course.challenge.href}>{course.challenge.title}</a> with 80 of 100
                        points and without hints.
                      </span>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <table class="t">
        <caption class="vh">Your level in each competency, and what {route.target} asks</caption>
        <thead>
          <tr>
            <th scope="col">Competency</th>
            <th scope="col" class="r">
              Level
            </th>
            <th scope="col" class="r">
              To go
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.competencies.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td class="r num">{route.levels[id]}</td>
              <td class="r num">{route.gaps[id]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="btns">
        <button class="btn" type="button" onClick={save}>
          Save to file
        </button>
        <button class="btn quiet" type="button" onClick={onAgain}>
          Answer again
        </button>
      </div>
    </section>
  );
}
