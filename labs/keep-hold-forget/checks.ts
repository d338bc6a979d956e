import type { Check } from '#grading';
import { eraseChecks } from './erase-checks.ts';
import { keyChecks } from './key-checks.ts';
import { ledgerChecks } from './ledger-checks.ts';
import { pseudonymChecks } from './pseudonym-checks.ts';
import { releaseChecks } from './release-checks.ts';
import { retentionChecks } from './retention-checks.ts';

export const checks: readonly Check[] = [
  ...pseudonymChecks,
  ...releaseChecks,
  ...retentionChecks,
  ...eraseChecks,
  ...ledgerChecks,
  ...keyChecks,
];
