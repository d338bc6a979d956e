// Apart from what explains every kind: a quiz's page needs these words alone, and has few bytes.
import type { QuizItemOf } from '#curriculum';

/** `1,250 bytes` */
export function rightNumber({ answer, unit }: QuizItemOf<'number'>): string {
  const digits = answer.toLocaleString('en-GB', { maximumFractionDigits: 12 });
  if (unit === undefined) return digits;
  return unit === '%' ? `${digits} %` : `${digits} ${unit}`;
}

/** `lines 1, 3` */
export const rightLines = ({ lines }: QuizItemOf<'mark'>): string =>
  `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
