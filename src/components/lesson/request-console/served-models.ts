import type { LoanDefault } from '#harborlight';
import { referenceModel } from '../instrument/reference-model.ts';

/** The versions of the console's server: 3 is the reference model, 2 has a stronger penalty and a threshold of its own. */
export function servedModels(): Readonly<Record<'2' | '3', LoanDefault>> {
  return { 2: referenceModel({ l2: 30, threshold: 0.09 }), 3: referenceModel() };
}
