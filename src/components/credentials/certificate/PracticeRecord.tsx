import { useEffect, useState } from 'preact/hooks';
import { openRecord, type LabAttempt } from '#progress';
import { dayOf } from '../humane.ts';

export interface NamedLab {
  readonly id: string;
  readonly title: string;
}

/** What this browser's learner has practised, on one page: self-reported, unsigned, and never a badge. */
export function PracticeRecord({ labs }: { readonly labs: readonly NamedLab[] }) {
  const [best, setBest] = useState<readonly LabAttempt[]>();
  const [name, setName] = useState('');
  useEffect(() => {
    void openRecord()
      .then((record) => record.attempts())
      .then((attempts) => setBest(bestOf(attempts)));
  }, []);
  if (!best?.length) {
    return (
      <p class="criteria" data-until-read={best ? undefined : ''}>
        This browser keeps no attempt at a lab yet. What you check in labs is listed here, to be
        printed as a practice record.
      </p>
    );
  }
  return (
    <>
      <label class="practice-name">
        Your name, for the page only
        <input
          class="field"
          autocomplete="name"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <div class="practice">
        <p class="practice-kind">Practice record, self-reported, not verified</p>
        <p class="practice-who">
          {name.trim() === '' ? 'The learner at this browser' : name.trim()}
        </p>
        <table class="t">
          <caption class="vh">Best attempt at each lab, as this browser saw it</caption>
          <thead>
            <tr>
              <th scope="col">Lab</th>
              <th scope="col">Version</th>
              <th scope="col">Checks</th>
              <th scope="col" class="r">
                Points
              </th>
              <th scope="col">On</th>
            </tr>
          </thead>
          <tbody>
            {best.map((attempt) => (
              <tr key={attempt.lab}>
                <td>{labs.find(({ id }) => id === attempt.lab)?.title ?? attempt.lab}</td>
                <td class="mono small">{attempt.labVersion}</td>
                <td>{holding(attempt)}</td>
                <td class="r">
                  {attempt.points} of {attempt.maxPoints}
                </td>
                <td class="nowrap">{dayOf(new Date(attempt.startedAt))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="fine">
          The learner’s own browser judged this work; nobody else looked. It carries no signature
          and cannot be verified. An issuer who grades the handed-in work again can issue a
          certificate.
        </p>
      </div>
      <div class="btns onward">
        <button class="btn" type="button" onClick={() => print()}>
          Print the practice record
        </button>
      </div>
    </>
  );
}

function bestOf(attempts: readonly LabAttempt[]): readonly LabAttempt[] {
  const best = new Map<string, LabAttempt>();
  for (const attempt of attempts) {
    if (attempt.points >= (best.get(attempt.lab)?.points ?? 0)) best.set(attempt.lab, attempt);
  }
  return [...best.values()];
}

function holding({ verdicts }: LabAttempt): string {
  const all = Object.values(verdicts);
  return `${all.filter((status) => status === 'pass').length} of ${all.length} hold`;
}
