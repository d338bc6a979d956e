import { z } from 'astro/zod';
import { slug, text } from './identifiers.ts';

// Before the first object of a schema: where a page's policy forbids code from text, the probe for it would be reported as a
// break of the policy, and its error makes the browser parse the whole script once more.
if (typeof document !== 'undefined') z.config({ jitless: true });

/** The file or output that an item is about: written out, or quoted from a lab so that it cannot drift. */
export const artifactSchema = z
  .strictObject({
    /** A path or a command. */
    name: text
      .optional()
      .describe('Path of the file, or the command that printed it; a quote names itself.'),
    /** At the right, above it. */
    note: text.optional().describe('What it is, in a word or two: "extract", "kept in Git".'),
    /** Written out. */
    text: z
      .string()
      .min(1, { error: 'must not be empty' })
      .optional()
      .describe('The artifact itself, as a block: "text: |". Leave it out for a quote.'),
    /** Quoted. */
    lab: slug.optional().describe('Lab to quote a file from: the name of a folder in labs/.'),
    /** In the lab's folder. */
    path: text.optional().describe('File to quote, such as "starter/params.yaml".'),
    /** All unless told. */
    lines: z
      .string()
      .regex(/^\d+(?:-\d+)?$/, { error: 'must be lines such as "3-9" or "4", in quotes' })
      .optional()
      .describe('Lines to quote, such as "3-9"; all of them when left out.'),
  })
  .refine(
    ({ text: written, lab, path }) =>
      written === undefined ? lab !== undefined && path !== undefined : lab === undefined,
    { error: 'must have either "text", or "lab" and "path"' },
  )
  .refine(({ text: written, name }) => written === undefined || name !== undefined, {
    error: 'must have a "name" when it is written out',
  });

export type Artifact = z.infer<typeof artifactSchema>;
