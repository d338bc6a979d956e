import { z } from 'astro/zod';

/** A name in lower-case words joined by hyphens, as used for folders, files and addresses. */
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error: 'must be lower-case words joined by hyphens, such as "pin-the-data"',
});

/** `<course>/<lesson>`: a lesson named from outside its course. */
export const lessonReference = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error:
      'must be "<course>/<lesson>", such as "versioning-and-reproducibility/content-addressing"',
  });

/** A line of text for people: not empty, without spaces at its ends. */
export const text = z
  .string()
  .min(1, { error: 'must not be empty' })
  .refine((value) => value === value.trim(), { error: 'must not begin or end with a space' });

/** Whole minutes of a learner's time. */
export const minutes = z
  .int({ error: 'must be whole minutes, such as 8' })
  .min(1, { error: 'must be 1 minute or more' })
  .max(240, { error: 'must be 240 minutes or less: split what takes longer' });

/** Points or a share, from 0 to 100. */
export const percent = z
  .int({ error: 'must be a whole number from 0 to 100' })
  .min(0, { error: 'must be 0 or more' })
  .max(100, { error: 'must be 100 or less' });

/** Certificate levels, from Foundations to Architect. */
export const LEVELS = ['L1', 'L2', 'L3', 'L4', 'L5'] as const;
export type Level = (typeof LEVELS)[number];

/** What people call each level. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  L1: 'Foundations',
  L2: 'Professional',
  L3: 'Engineer',
  L4: 'Manager',
  L5: 'Architect',
};
