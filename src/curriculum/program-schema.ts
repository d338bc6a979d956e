import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { examSchema } from './exam-schema.ts';
import { LEVELS, slug, text } from './identifiers.ts';

const months = z
  .int({ error: 'must be whole months' })
  .min(1, { error: 'must be 1 month or more' })
  .max(120, { error: 'must be 120 months or less' });

/** `content/programs/<program>.yaml`: a certificate and what it asks. */
export const programSchema = z.strictObject({
  /** As printed on the certificate. */
  title: text.describe('Title, as printed on the certificate.'),
  /** Completes "The holder can". */
  promise: text.describe('What the holder can do; completes "The holder can".'),
  /** An endorsement is added to a certificate of any level from L2. */
  kind: z
    .enum(['certificate', 'endorsement'])
    .default('certificate')
    .describe('"endorsement" for what is added to a certificate; "certificate" unless told.'),
  /** The certificate level. */
  level: z
    .enum(LEVELS)
    .describe('Certificate level: L1 to L5; of an endorsement the level of its questions.'),
  /** `coming` while it cannot be earned. */
  status: z
    .enum(['open', 'coming'])
    .default('coming')
    .describe('"coming" while the certificate cannot be earned yet.'),
  /** Courses that prepare for it. */
  courses: z
    .array(
      z.strictObject({
        /** Name of a folder in content/courses/. */
        course: slug.describe('Name of a folder in content/courses/.'),
        /** All modules unless told. */
        modules: z
          .array(slug)
          .optional()
          .describe('Modules that count; all of the course when left out.'),
      }),
    )
    .min(1, { error: 'must name one course or more' })
    .describe('Courses, or modules of them, that prepare for the certificate.'),
  /** Least proficiency by competency. */
  targets: z
    .partialRecord(z.enum(COMPETENCY_IDS), z.literal([1, 2, 3, 4]))
    .describe('Least proficiency by competency: 1 explains, 2 applies, 3 owns, 4 designs.'),
  /** What is examined. */
  exam: examSchema.optional().describe('What the exam asks; needed before the certificate opens.'),
  /** No expiry when left out. */
  validMonths: months
    .optional()
    .describe('Months for which the certificate is valid; left out when it does not expire.'),
  /** How it is renewed. */
  renewal: text.optional().describe('How it is renewed, in one sentence.'),
});

/** True when the program is of one of the five levels, not an endorsement. */
export const isLevel = ({ kind }: Pick<ProgramFile, 'kind'>): boolean => kind === 'certificate';

/** What a program's file holds, with defaults filled in. */
export type ProgramFile = z.infer<typeof programSchema>;
