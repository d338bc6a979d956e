import type { AssignmentTerms } from '../register/assignment.ts';
import type { Learner } from '../register/cohort.ts';
import { lateInWords } from './late-in-words.ts';

/** A letter to one learner, to be copied into any program for mail. Plain text. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/**
 * The words with which a learner gets a link.
 *
 * @param learner absent: to everybody, for the common link
 */
export function assignmentLetter(
  terms: AssignmentTerms,
  learner: Pick<Learner, 'id' | 'name' | 'email'> | undefined,
  link: string,
): Letter {
  const lines = [
    learner ? `Dear ${learner.name},` : 'Dear all,',
    '',
    `${terms.issuer} has assigned “${terms.title}” of ${terms.cohort.name}:`,
    '',
    ...terms.items.map(({ kind, title }) => `- ${KINDS[kind]}: ${title}`),
    '',
    ...datesInWords(terms),
    lateInWords(terms.late),
    `${terms.attempts === 1 ? 'One hand-in' : `${terms.attempts} hand-ins`} of each; ${terms.passPercent} percent pass. ${terms.hintsAllowed ? 'Hints may be opened.' : 'No hints.'}`,
    '',
    learner ? 'Your link, for you alone:' : 'The link:',
    link,
    '',
    learner
      ? `Your id is ${learner.id}. The link opens the page with your own data; what you do stays in your browser until you hand a file in.`
      : 'The page asks for your id, which you were given, and makes your own data from it. What you do stays in your browser until you hand a file in.',
  ];
  return {
    to: learner?.email ?? '',
    subject: `${terms.cohort.name}: ${terms.title}`,
    body: `${lines.join('\n')}\n`,
  };
}

const KINDS = { lesson: 'Read', quiz: 'Quiz', lab: 'Lab', exam: 'Exam' } as const;

function datesInWords({ opensAt, dueAt }: AssignmentTerms): readonly string[] {
  return [
    ...(opensAt === undefined ? [] : [`It opens on ${inUtc(opensAt)}.`]),
    dueAt === undefined
      ? 'There is no due date.'
      : `It is due on ${inUtc(dueAt)}; the page tells it in your own time. When the file arrives decides.`,
  ];
}

/** "9 November 2026, 22:00 UTC" */
function inUtc(time: string): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(time));
  return `${words.replace(' at ', ', ')} UTC`;
}
