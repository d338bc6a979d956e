import type { ExamBlueprint } from '#curriculum';
import { lengthWords } from './exam-words.ts';

/** Part P in a sentence. */
export function practicalWords({ practical }: ExamBlueprint): string {
  switch (practical.kind) {
    case 'practice':
      return `Any ${practical.labs} labs with ${practical.pass} points or more, done in practice.`;
    case 'labs': {
      const names = practical.labs.map(
        ({ title, minutes }) => `“${title}” (${lengthWords(minutes)})`,
      );
      return `${names.join(' and ')} in exam mode, ${practical.pass} points or more in each.`;
    }
    case 'capstone': {
      const { title, minutes, withinDays, pass, review } = practical;
      const within = withinDays === undefined ? '' : ` within ${withinDays} days`;
      const people = review === undefined ? '' : ` ${review}`;
      return `“${title}”: ${lengthWords(minutes)}${within} in exam mode, ${pass} points or more.${people}`;
    }
  }
}

/** "2 pauses of 10 min", or that there is none. */
export function pauseWords({ practical }: ExamBlueprint): string {
  if (practical.kind === 'practice' || practical.pauses.count === 0) return 'No pause.';
  const { count, minutes } = practical.pauses;
  return `${count} ${count === 1 ? 'pause' : 'pauses'} of up to ${minutes} min in part P; none in part K.`;
}
