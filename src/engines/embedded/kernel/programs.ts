import { git } from '../git/index.ts';
import { dvc } from '../programs/dvc/index.ts';
import type { Program } from './process.ts';

/** Programs that run in the kernel itself: ours, and trusted. */
export const programs: Readonly<Record<string, Program>> = { git, dvc };
