import { useState } from 'preact/hooks';
import type { QuizResult } from '#assessment';
import type { Level } from '#curriculum';
import type { LabAttempt } from '#progress';
import type { CompetencySheet, RecordStep } from './record-step.ts';
import { shownLevels } from './shown-levels.ts';
import { when } from './sum-up.ts';

interface Props {
  readonly sheet: CompetencySheet;
  readonly steps: readonly RecordStep[];
  readonly attempts: readonly LabAttempt[];
  readonly results: readonly QuizResult[];
  /** The certificate that the learner aims at, by the diagnostic. */
  readonly aim: Level;
}

/** How far each competency is shown, against what a certificate asks: one line each, its weight at the level. */
export function Competencies({ sheet, steps, attempts, results, aim }: Props) {
  const [level, setLevel] = useState(aim);
  const { competencies, certificates, levels } = sheet;
  const certificate = certificates.find((one) => one.level === level) ?? certificates[0];
  if (!certificate) return null;
  const shown = shownLevels(
    competencies.map(({ id }) => id),
    steps,
    attempts,
    results,
  );
  const rows = competencies.map(({ id, name }) => ({
    id,
    name,
    is: shown[id],
    asked: certificate.asks[id],
  }));
  const there = rows.filter(({ is, asked }) => is.level >= asked).length;
  return (
    <section class="row sect" aria-labelledby="can">
      <div class="at tick">Competencies</div>
      <div class="on">
        <h2 id="can">What you have shown</h2>
        <p class="record-none" role="status">
          {there} of {rows.length} competencies stand where {certificate.name} asks for them.
        </p>
        <label class="record-aim">
          Against the mark for{' '}
          <select
            class="field"
            value={level}
            onChange={({ currentTarget }) => setLevel(currentTarget.value as Level)}
          >
            {certificates.map((one) => (
              <option key={one.level} value={one.level}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <div class="hang" aria-hidden="true">
          {levels.map((name, index) => (
            <div class="hang-lv" key={name} style={{ '--level': index }}>
              <span>
                {index} <em>{name}</em>
              </span>
            </div>
          ))}
          {rows.map(({ id, is, asked }) => (
            <div
              class={is.level < asked ? 'hang-c short' : 'hang-c'}
              key={id}
              style={{ '--level': is.level, '--asked': asked }}
            >
              <b>{id}</b>
              {is.level > 0 && <i class="str" />}
              <i class="tgt" />
              {is.level > 0 && <i class="bob" />}
            </div>
          ))}
        </div>
        <p class="hang-key small" aria-hidden="true">
          <span>
            <i class="bob" />
            what you have shown
          </span>
          <span>
            <i class="tgt" />
            the mark for {certificate.name}
          </span>
          <span>
            <i class="gap" />
            still to show
          </span>
        </p>
        <details class="astable">
          <summary>The same as a table, with what it rests on</summary>
          <table class="t stack">
            <caption class="vh">
              Competencies shown, against the mark for {certificate.name}
            </caption>
            <thead>
              <tr>
                <th scope="col">Competency</th>
                <th scope="col" class="r">
                  Shown
                </th>
                <th scope="col" class="r">
                  Mark
                </th>
                <th scope="col">Rests on</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, is, asked }) => (
                <tr key={id}>
                  <th scope="row">
                    {name}, {id}
                  </th>
                  <td class="r" data-l="Shown">
                    {is.level}
                  </td>
                  <td class="r" data-l="Mark">
                    {asked}
                  </td>
                  <td>
                    {is.restsOn ? (
                      <>
                        <a href={is.restsOn.href}>{is.restsOn.title}</a>, {is.restsOn.how},{' '}
                        {when(is.restsOn.at)}
                      </>
                    ) : (
                      <span class="dim">nothing yet</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
        <p class="safety">
          A passed quiz shows 1, a passed lab 2, and a lab that you passed without a hint and before
          seeing its solution 3. What goes beyond that, a browser cannot judge.
        </p>
      </div>
    </section>
  );
}
