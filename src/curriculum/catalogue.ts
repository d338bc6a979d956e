import { z } from 'astro/zod';
import { lessonReference } from './identifiers.ts';
import { CATALOGUE } from './course-numbers.ts';

const catalogueNumber = z.string().regex(/^C[1-8]\.[1-9]$/);

/** `<course>/<lesson>`, or a number of the catalogue: `C1.2` is the second lesson of the first course. */
export const objective = z
  .string()
  .refine(
    (value) => catalogueNumber.safeParse(value).success || lessonReference.safeParse(value).success,
    { error: 'must be "<course>/<lesson>", or a number of the catalogue such as "C1.2"' },
  );

/** Course and place, from 1, that a number of the catalogue names; `undefined` when it is a lesson's name. */
export function catalogued(value: string): { course: string; place: number } | undefined {
  if (!catalogueNumber.safeParse(value).success) return undefined;
  const [course = '', place = ''] = value.split('.');
  return { course: CATALOGUE[course as keyof typeof CATALOGUE], place: Number(place) };
}
