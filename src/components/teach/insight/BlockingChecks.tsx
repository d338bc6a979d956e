import { mistakeWords, type BlockingCheck, type KnownMistake } from '#cohort';
import type { LabWords } from './lab-words.ts';

interface Props {
  readonly checks: readonly BlockingCheck[];
  readonly words: LabWords;
  readonly known: ReadonlyMap<string, readonly KnownMistake[]>;
}

/** Longer than this nobody reads at once; the rest is behind a line. */
const FIRST = 8;

/** The checks that hold up most people, with the known mistakes that their work resembles. */
export function BlockingChecks({ checks, words, known }: Props) {
  const [first, rest] = [checks.slice(0, FIRST), checks.slice(FIRST)];
  return (
    <section aria-labelledby="blocking">
      <h2 id="blocking">What holds people up</h2>
      <p class="teach-say">
        Each learner counts once, by the latest work. “Resembles” is said of the words with which a
        check failed: they are like those with which it fails on a known mistake of the lab. It is a
        place to look, not a finding.
      </p>
      {checks.length === 0 ? (
        <p class="notice">No check of any graded work fails.</p>
      ) : (
        <>
          <Checks checks={first} words={words} known={known} />
          {rest.length > 0 && (
            <details class="insight-more">
              <summary>
                {rest.length === 1 ? 'One more check' : `${rest.length} more checks`}
              </summary>
              <Checks checks={rest} words={words} known={known} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Checks({ checks, words, known }: Props) {
  return (
    <ol class="insight-checks">
      {checks.map((one) => (
        <li key={`${one.lab}/${one.check}`}>
          <div class="insight-bar">
            <meter
              min={0}
              max={one.graded}
              value={one.failed}
              aria-label={`${one.failed} of ${one.graded} fail it`}
            />
            <b>
              {one.failed} of {one.graded}
            </b>
          </div>
          <div>
            <p>{words.claim(one.lab, one.check)}</p>
            <p class="fine">
              {words.title(one.lab)} · <code>{one.check}</code>
              {one.blocked > 0 && ` · could not be told yet for ${one.blocked}`}
            </p>
            {one.failed > 0 && <Mistakes one={one} hasRecord={known.has(one.lab)} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mistakes({
  one,
  hasRecord,
}: {
  readonly one: BlockingCheck;
  readonly hasRecord: boolean;
}) {
  if (!hasRecord) {
    return <p class="fine">This edition has no record of known mistakes for this lab.</p>;
  }
  return (
    <ul class="insight-mistakes">
      {one.mistakes.map(({ mutants, people }) => (
        <li key={mutants.join()}>
          <b>{people}</b> {people === 1 ? 'resembles' : 'resemble'}{' '}
          {mutants.map((mutant) => `“${mistakeWords(mutant)}”`).join(' or ')}
        </li>
      ))}
      {one.unlike > 0 && (
        <li>
          <b>{one.unlike}</b> {one.unlike === 1 ? 'is' : 'are'} like no known mistake
        </li>
      )}
    </ul>
  );
}
