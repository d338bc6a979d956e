/**
 * The lab's own programs besides its shell: those of the embedded engine's kernel, and its tools. Names only: the shell
 * knows them without loading what they are made of.
 */
export const OWN_PROGRAMS: readonly string[] = [
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
  'tar',
  'gzip',
  'gunzip',
  'zcat',
  'zip',
  'unzip',
  'make',
  'yq',
];
