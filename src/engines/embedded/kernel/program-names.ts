/** What runs in the kernel itself, by the names that start it. */
export const PROGRAM_NAMES = [
  'git',
  'curl',
  'wget',
  'dvc',
  'edit',
  'code',
  'mlreg',
  'sim',
  'sleep',
  'yes',
] as const;

export type ProgramName = (typeof PROGRAM_NAMES)[number];
