import type { GradedPiece, TimeToPass } from '#cohort';

interface Props {
  readonly pieces: readonly GradedPiece[];
  readonly times: readonly TimeToPass[];
}

/** How many days a quarter, a half and three quarters of the cohort took for each piece. */
export function TimesToPass({ pieces, times }: Props) {
  const titles = new Map(pieces.map(({ id, title }) => [id, title]));
  return (
    <section class="insight-part" aria-labelledby="times">
      <h2 id="times">Time to pass</h2>
      <p class="teach-say">
        Days from the opening of the assignment to the receipt of the first work that passes. Who
        has not passed counts as slower than everybody who has.
      </p>
      {times.length === 0 ? (
        <p class="notice">No assignment was given out yet.</p>
      ) : (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="Days by piece">
          <table class="t dense">
            <thead>
              <tr>
                <th scope="col">Piece</th>
                <th scope="col" class="r">
                  Passed
                </th>
                <th scope="col" class="r">
                  A quarter by day
                </th>
                <th scope="col" class="r">
                  Half by day
                </th>
                <th scope="col" class="r">
                  Three quarters by day
                </th>
              </tr>
            </thead>
            <tbody>
              {times.map(({ piece, passed, people, quartiles }) => (
                <tr key={piece}>
                  <th scope="row">{titles.get(piece) ?? piece}</th>
                  <td class="r">
                    {passed} of {people}
                  </td>
                  {quartiles.map((days, at) => (
                    <td class="r" key={at}>
                      {days ?? <span class="dim">not yet</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
