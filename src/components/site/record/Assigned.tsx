import type { KeptAssignment } from '#progress';
import { siteLink } from '../site-link.ts';
import { when } from './sum-up.ts';

/** Assignments that were opened in this browser, with the way to them. */
export function Assigned({ assignments }: { readonly assignments: readonly KeptAssignment[] }) {
  if (assignments.length === 0) return null;
  return (
    <section class="row sect" aria-labelledby="assigned">
      <div class="at tick">Assigned</div>
      <div class="on">
        <h2 id="assigned">
          <a href={siteLink('/assigned/')}>Assigned to you</a>
        </h2>
        <ul role="list" class="deeds">
          {assignments.map(({ id, title, dueAt }) => (
            <li key={id}>
              <span class="num">{dueAt === undefined ? 'no due date' : `due ${when(dueAt)}`}</span>
              <span>{title}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
