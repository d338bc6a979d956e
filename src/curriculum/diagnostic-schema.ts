import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { text } from './identifiers.ts';
import { optionSchema } from './question-schema.ts';

/** What a proof asks for, by the claim that it follows: 0 and 1, 2, 3 and 4. */
export const PROOF_TIERS = ['explain', 'read', 'fix'] as const;
export type ProofTier = (typeof PROOF_TIERS)[number];

/** A question that proves a claim. */
export const proofSchema = z
  .strictObject({
    /** One of eleven. */
    competency: z.enum(COMPETENCY_IDS).describe('Competency whose claim it proves.'),
    /** By the claim. */
    tier: z
      .enum(PROOF_TIERS)
      .describe('"explain" follows a claim of 0 or 1, "read" of 2, "fix" of 3 or 4.'),
    /** One decision. */
    ask: text.describe('The question: one decision. Backticks mark code.'),
    /** Exactly one is right. */
    options: z
      .array(optionSchema)
      .min(3, { error: 'must have three options or more' })
      .max(5, { error: 'must have five options or fewer' })
      .describe('Options in the order shown; exactly one is right.'),
  })
  .refine(({ options }) => options.filter((option) => option.right).length === 1, {
    error: 'must have exactly one option with "right: true"',
    path: ['options'],
  });

/** `content/diagnostic.yaml`. */
export const diagnosticSchema = z.strictObject({
  /** One for each competency and tier. */
  items: z
    .array(proofSchema)
    .describe('Questions that prove claims: one for each competency and tier.')
    .refine(
      (items) =>
        COMPETENCY_IDS.every((id) =>
          PROOF_TIERS.every(
            (tier) =>
              items.filter((one) => one.competency === id && one.tier === tier).length === 1,
          ),
        ),
      { error: 'must have exactly one item for each competency and each of explain, read and fix' },
    ),
});

export type Proof = z.infer<typeof proofSchema>;
export type DiagnosticFile = z.infer<typeof diagnosticSchema>;
