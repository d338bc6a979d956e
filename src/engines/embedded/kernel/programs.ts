import { git } from '../git/index.ts';
import { curl } from '../programs/curl/index.ts';
import { dvc } from '../programs/dvc/index.ts';
import { edit } from '../programs/edit/index.ts';
import { mlreg } from '../programs/mlreg/index.ts';
import { sim } from '../programs/sim/index.ts';
import { sleep } from '../programs/sleep/index.ts';
import { wget } from '../programs/curl/wget.ts';
import { yes } from '../programs/yes/index.ts';
import type { Program } from './process.ts';
import type { ProgramName } from './program-names.ts';

/** Programs that run in the kernel itself: ours, and trusted. */
export const programs: Readonly<Record<string, Program>> = {
  git,
  curl,
  wget,
  dvc,
  edit,
  code: edit,
  mlreg,
  sim,
  sleep,
  yes,
} satisfies Record<ProgramName, Program>;
