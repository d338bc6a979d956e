import { z } from 'astro/zod';
import { CAPABILITIES } from '#container';
import { COMPETENCY_IDS } from './competencies.ts';
import { lessonReference, minutes, percent, slug, text } from './identifiers.ts';

/** One claim that is checked. */
export const labCheckSchema = z.strictObject({
  /** As in `checks.ts` and under `mutants/`. */
  id: slug.describe('Name of the check, as in checks.ts and as a folder under mutants/.'),
  /** The claim that must hold, in words. */
  claim: text.describe('The claim that must hold, as learners read it.'),
  /** Without it nobody passes, whatever the points. */
  must: z
    .boolean()
    .optional()
    .describe(
      'true when nobody passes without it, whatever the points: what an exam asks of everybody.',
    ),
});

/** One task of a lab. */
export const labTaskSchema = z.strictObject({
  /** Stable within the lab. */
  id: slug.describe('Stable name of the task within the lab.'),
  /** What the learner does. */
  title: text.describe('What the learner does, as a short command.'),
  /** One sentence. */
  summary: text.describe('One sentence: what is there when the task is done.'),
  /** All tasks together give 100. */
  points: percent.describe('Points for the task; all tasks together give 100.'),
  /** In the order in which learners see them. */
  checks: z
    .array(labCheckSchema)
    .min(1, { error: 'must have one check or more' })
    .describe('Checks of the task, in the order shown; the points are earned when all hold.'),
  /** Orientation, where to look, method, nearly the solution. */
  hints: z
    .array(text)
    .length(4, {
      error: 'must be four hints: orientation, where to look, the method, nearly the solution',
    })
    .describe('Four hints: orientation, where to look, the method, nearly the solution.'),
});

/** `labs/<lab>/lab.yaml`. */
export const labSchema = z.strictObject({
  /** What the learner does. */
  title: text.describe('Title of the lab: what the learner does.'),
  /** One sentence for catalogues. */
  summary: text.optional().describe('One sentence for catalogues and lab cards.'),
  /** Changes whenever a saved copy may no longer fit. */
  version: z
    .string({ error: 'must be a version in quotes, such as "1.0.0"' })
    .regex(/^\d+\.\d+\.\d+$/, { error: 'must be three numbers with dots, such as "1.0.0"' })
    .describe('Version, such as "1.0.0"; raise it when starter, tasks or checks change.'),
  /** For somebody who read the lessons. */
  minutes: minutes.describe('Minutes for somebody who read the lessons.'),
  /** Competencies. */
  skills: z
    .array(z.enum(COMPETENCY_IDS))
    .min(1, { error: 'must name one competency or more' })
    .describe('Competencies that the lab gives evidence for.'),
  /** What the engine must offer. */
  needs: z
    .array(z.enum(CAPABILITIES))
    .min(1, { error: 'must name one capability or more' })
    .describe('What the engine must offer: shell, git, python, node, servers, sqlite.'),
  /** The course in which it stands. */
  course: slug.describe(
    'Course in which the lab stands: the name of a folder in content/courses/.',
  ),
  /** Lessons that prepare for it. */
  lessons: z
    .array(lessonReference)
    .default([])
    .describe('Lessons that prepare for the lab, each as "<course>/<lesson>".'),
  /** Points out of 100. */
  pass: percent.default(70).describe('Points out of 100 that pass; 70 unless told.'),
  /** In order. */
  tasks: z
    .array(labTaskSchema)
    .min(1, { error: 'must have one task or more' })
    .describe('Tasks in order.'),
  /** Files opened first, by path in the learner's tree. */
  open: z
    .array(text)
    .default([])
    .describe("Files that the editor opens first, by path in the learner's tree."),
});

/** What `lab.yaml` holds, with defaults filled in. */
export type LabManifest = z.infer<typeof labSchema>;
export type LabTask = z.infer<typeof labTaskSchema>;
export type LabCheck = z.infer<typeof labCheckSchema>;

/** The head of `labs/<lab>/brief.mdx`: nothing, all of it stands in `lab.yaml`. */
export const briefSchema = z.strictObject({});
