import type { Assurance, BadgeDescription } from '#credentials';
import { dayOf } from '../humane.ts';

/** What the signature covers, by how far the work was checked. */
const PROVES: Readonly<Record<Assurance, readonly [proves: string, not: string]>> = {
  A1: [
    'That this issuer ran the grader again, outside the learner’s browser, on the work that was handed in, and that it met the criteria.',
    'Who did the work. Authorship was not supervised.',
  ],
  A2: [
    'That this issuer ran the grader again on the work that was handed in, which was made for this learner alone, and that a named instructor says the learner could explain it.',
    'That nobody helped. The work was not done under supervision.',
  ],
  A3: [
    'That this issuer ran the grader again on the work, and states that it was done under supervision with the identity checked.',
    'The supervision itself: the signature covers that statement, not the sitting.',
  ],
};
const OF_OTHERS = [
  'That this issuer signed these words, and that nobody changed them since.',
  'That the words are true. How far the issuer looked is for its criteria to say.',
] as const;

const LEVELS: Readonly<Record<Assurance, string>> = {
  A1: 'A1: graded again by the issuer',
  A2: 'A2: graded again, and talked through with a named instructor',
  A3: 'A3: graded again, and done under supervision',
};

/** The evidence in plain words: what was checked, by which grader, how far. */
export function RestsOn({ says }: { readonly says: BadgeDescription }) {
  const [proves, not] = says.assurance ? PROVES[says.assurance] : OF_OTHERS;
  return (
    <section class="row sect" aria-labelledby="rests">
      <div class="at tick">What it rests on</div>
      <div class="on">
        <h2 id="rests">What was checked</h2>
        <p class="criteria">{says.criteria}</p>
        {says.work.length > 0 && (
          <ul class="work">
            {says.work.map(({ name, outcome, narrative }) => (
              <li key={name}>
                <p>
                  <b>{name}</b>
                  {outcome !== undefined && <span>{outcome}</span>}
                </p>
                {narrative !== undefined && <p class="fine">{narrative}</p>}
              </li>
            ))}
          </ul>
        )}
        <dl class="facts">
          {says.assurance && (
            <div>
              <dt>Assurance</dt>
              <dd>{LEVELS[says.assurance]}</dd>
            </div>
          )}
          {says.scorePercent !== undefined && (
            <div>
              <dt>Issuer’s re-grade</dt>
              <dd>{says.scorePercent} of 100</dd>
            </div>
          )}
          {says.awarded && (
            <div>
              <dt>Awarded</dt>
              <dd>{dayOf(says.awarded)}</dd>
            </div>
          )}
          {says.validUntil && (
            <div>
              <dt>Valid until</dt>
              <dd>{dayOf(says.validUntil)}</dd>
            </div>
          )}
        </dl>
        <div class="proves">
          <div>
            <h3>What it proves</h3>
            <p class="dim">{proves}</p>
          </div>
          <div>
            <h3>What it does not prove</h3>
            <p class="dim">{not}</p>
          </div>
        </div>
      </div>
    </section>
  );
}
