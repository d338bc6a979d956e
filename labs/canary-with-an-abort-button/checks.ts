import type { Check } from '#grading';
import { judgeChecks } from './judge-checks.ts';
import { kserveChecks, manifestChecks } from './manifest-checks.ts';
import { dayChecks, signalChecks } from './release-checks.ts';
import { stepsFollowThePolicy } from './step-check.ts';
import { templateChecks } from './template-checks.ts';

export const checks: readonly Check[] = [
  ...manifestChecks,
  stepsFollowThePolicy,
  ...templateChecks,
  ...signalChecks,
  ...dayChecks,
  ...judgeChecks,
  ...kserveChecks,
];
