import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { LEVELS, minutes, percent, slug, text } from './identifiers.ts';

const challenge = z.literal([1, 2, 3, 4, 5], {
  error: 'must be 1 (standards), 2 (data), 3 (versioning and deployment), 4 (people) or 5 (change)',
});

/** A lesson that the catalogue announces before it is written. */
export const comingLessonSchema = z.strictObject({
  /** Its later file name, without `.mdx`. */
  slug: slug.describe('File name that the lesson will have, without ".mdx".'),
  /** As learners will read it. */
  title: text.describe('Title as learners will read it.'),
  /** Expected minutes. */
  minutes: minutes.describe('Minutes that the lesson is expected to take.'),
  /** Always `coming`; a written lesson is listed by its slug alone. */
  status: z
    .literal('coming')
    .describe('Always "coming". A lesson that is written is listed by its slug alone.'),
  /** What the learner can do afterwards. */
  objective: text.describe('What the learner can do afterwards, beginning with a verb.'),
});

/** One module of a course. */
export const moduleSchema = z.strictObject({
  /** Stable within the course. */
  id: slug.describe('Stable name of the module within its course.'),
  /** A noun phrase. */
  title: text.describe('Title of the module, as learners read it.'),
  /** One sentence. */
  summary: text.describe('One sentence: what the module is about.'),
  /** In the order in which they are read. */
  lessons: z
    .array(
      z.union([slug, comingLessonSchema], {
        error:
          'must be the slug of a lesson, or an entry with slug, title, minutes, status, objective',
      }),
    )
    .min(1, { error: 'must list one lesson or more' })
    .describe('Lessons in the order of reading: a slug, or an entry with "status: coming".'),
});

/** `content/courses/<course>/course.yaml`. */
export const courseSchema = z.strictObject({
  /** A noun phrase. */
  title: text.describe('Title of the course: a noun phrase.'),
  /** One or two sentences for the catalogue. */
  summary: text.describe('One or two sentences for the catalogue.'),
  /** The first certificate that counts the whole course. */
  level: z.enum(LEVELS).describe('First certificate level that counts the whole course: L1 to L5.'),
  /** The challenge it answers first. */
  challenge: challenge.describe(
    'Challenge that the course answers: 1 standards, 2 data, 3 versioning and deployment, 4 people, 5 change.',
  ),
  /** Other challenges it helps with. */
  touches: z
    .array(challenge)
    .default([])
    .describe('Other challenges that the course helps with, if any.'),
  /** The main one first. */
  competencies: z
    .array(z.enum(COMPETENCY_IDS))
    .min(1, { error: 'must name one competency or more, the main one first' })
    .describe('Competencies that the course trains, the main one first.'),
  /** Labs included. */
  hours: z
    .number()
    .min(0.5, { error: 'must be half an hour or more' })
    .max(60, { error: 'must be 60 hours or less' })
    .describe('Hours for the whole course, labs included; halves allowed.'),
  /** `coming` while no lesson is written. */
  status: z
    .enum(['open', 'coming'])
    .default('open')
    .describe('"coming" while no lesson of the course is written; "open" otherwise.'),
  /** In order. */
  modules: z
    .array(moduleSchema)
    .min(1, { error: 'must have one module or more' })
    .describe('Modules in order. A new lesson is one new line here.'),
  /** What a certificate for this course asks. */
  certificate: z
    .strictObject({
      /** Each must reach its own pass mark. */
      labs: z
        .array(slug)
        .min(1, { error: 'must name one lab or more' })
        .describe('Labs that must be passed, each with its own pass mark.'),
      /** Percent in each module's quiz. */
      quizPass: percent
        .default(75)
        .describe('Percent that each quiz of the course must reach; 75 unless told.'),
    })
    .optional()
    .describe('What a certificate for this course asks; left out while the course gives none.'),
});

/** What `course.yaml` holds, with defaults filled in. */
export type CourseFile = z.infer<typeof courseSchema>;
export type ModuleFile = z.infer<typeof moduleSchema>;
export type ComingLesson = z.infer<typeof comingLessonSchema>;
