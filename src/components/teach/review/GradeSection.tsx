import { useState } from 'preact/hooks';
import { LEAST_REASON, newOverride, scoreOfGrading, type Override } from '#cohort';
import { momentOf } from '../desk/dates.ts';
import type { ReviewProps } from './HandInReview.tsx';

/** The grade that stands, and a person's own in its place, with the reason. */
export function GradeSection({ handIn, store, cohort, attempt }: ReviewProps) {
  const { grading, overrides } = handIn;
  const graded = scoreOfGrading(grading);
  const most = graded?.maxPoints ?? 100;
  const [points, setPoints] = useState(String(overrides.at(-1)?.points ?? graded?.points ?? 0));
  const [passed, setPassed] = useState(overrides.at(-1)?.passed ?? graded?.passed ?? false);
  const [reason, setReason] = useState('');
  const keep = (): void =>
    attempt(async () => {
      const by = cohort.issuer.name;
      const draft = { points: Number(points), maxPoints: most, passed, reason };
      const override = newOverride(draft, by, new Date());
      await store.updateHandIn(handIn, (now) => ({
        ...now,
        overrides: [...now.overrides, override],
      }));
      setReason('');
      return 'The grade is set, with its reason.';
    });
  return (
    <section aria-labelledby="rv-grade">
      <h3 id="rv-grade">Grade</h3>
      <p class="rv-score">
        {graded
          ? `${graded.points} of ${graded.maxPoints}, ${graded.passed ? 'passed' : 'not passed'}`
          : 'Not graded'}
      </p>
      <ol class="rv-overrides">
        {overrides.map((one) => (
          <OverrideLine key={one.at} override={one} />
        ))}
      </ol>
      {cohort.archivedAt === undefined && (
        <details>
          <summary>Set another grade</summary>
          <div class="teach-form">
            <div class="teach-field">
              <label for="rv-points">Points of {most}</label>
              <input
                id="rv-points"
                class="field"
                type="number"
                min={0}
                max={most}
                value={points}
                onInput={({ currentTarget }) => setPoints(currentTarget.value)}
              />
            </div>
            <label class="tickbox">
              <input
                type="checkbox"
                checked={passed}
                onChange={({ currentTarget }) => setPassed(currentTarget.checked)}
              />
              Passed
            </label>
            <div class="teach-field">
              <label for="rv-reason">Reason, for the learner and for whoever asks later</label>
              <textarea
                id="rv-reason"
                class="field"
                rows={3}
                value={reason}
                onInput={({ currentTarget }) => setReason(currentTarget.value)}
              />
              <p class="fine">
                At least {LEAST_REASON} characters. It is kept, and cannot be taken out.
              </p>
            </div>
            <button class="btn" type="button" onClick={keep}>
              Set the grade
            </button>
          </div>
        </details>
      )}
    </section>
  );
}

function OverrideLine({ override }: { readonly override: Override }) {
  const { points, maxPoints, passed, reason, by, at } = override;
  return (
    <li>
      <p>
        <b>
          {points} of {maxPoints}, {passed ? 'passed' : 'not passed'}
        </b>
        , set by {by}, {momentOf(at)}
      </p>
      <p class="co-why">{reason}</p>
    </li>
  );
}
