import type { Deed } from './activity.ts';
import { when } from './sum-up.ts';

const SHOWN = 6;

/** What was done, the newest first: the last few, and all of it on request. */
export function Activity({ deeds }: { readonly deeds: readonly Deed[] }) {
  if (deeds.length === 0) return null;
  const earlier = deeds.slice(SHOWN);
  return (
    <section class="row sect" aria-labelledby="activity">
      <div class="at tick">Activity</div>
      <div class="on">
        <h2 id="activity">What you did last</h2>
        <DeedList deeds={deeds.slice(0, SHOWN)} />
        {earlier.length > 0 && (
          <details class="astable">
            <summary>
              {earlier.length === 1
                ? 'One thing before that'
                : `${earlier.length} things before that`}
            </summary>
            <DeedList deeds={earlier} />
          </details>
        )}
      </div>
    </section>
  );
}

function DeedList({ deeds }: { readonly deeds: readonly Deed[] }) {
  return (
    <ol role="list" class="deeds">
      {deeds.map(({ at, did, title, href }) => (
        <li key={`${at} ${title} ${did}`}>
          <span class="num dim">{when(at)}</span>
          <span>
            {href ? <a href={href}>{title}</a> : title}
            <span class="dim">, {did}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
