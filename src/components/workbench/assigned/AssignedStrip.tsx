import { siteLink } from '../../site/site-link.ts';
import { useBench } from '../bench-context.ts';

/** For which assignment the work is, and until when. */
export function AssignedStrip() {
  const assigned = useBench().bench.assigned.value;
  if (!assigned) return null;
  const { title, attempt, attempts, dueAt, learner } = assigned;
  return (
    <p class="wb-note">
      <span>
        For <a href={siteLink('/assigned/')}>{title}</a>
        {attempts > 1 && `, attempt ${attempt} of ${attempts}`}
        {dueAt !== undefined && <>, due {dueIn(dueAt)}</>}. It is handed in as{' '}
        <code>{learner}</code>.
      </span>
    </p>
  );
}

const dueIn = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time));
