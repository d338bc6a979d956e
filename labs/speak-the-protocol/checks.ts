import type { Check } from '#grading';
import { drawModels } from './generate.ts';
import { protocolChecks } from './protocol-checks.ts';

export const checks: readonly Check[] = protocolChecks(() => ({
  model: 'loan-default',
  probability: 'p_default',
  draw: drawModels,
}));
