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

/** What runs outside of the kernel and comes on demand, each in a worker of its own. */
export const TOOL_NAMES = ['tar', 'gzip', 'gunzip', 'zcat', 'zip', 'unzip', 'make', 'yq'] as const;
