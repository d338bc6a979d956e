import { PROGRAM_NAMES, TOOL_NAMES } from '../../embedded/kernel/program-names.ts';

/**
 * The lab's own programs besides its shell: those of the embedded engine's kernel, and its tools. Names only: the shell
 * knows them without loading what they are made of.
 */
export const OWN_PROGRAMS: readonly string[] = [...PROGRAM_NAMES, ...TOOL_NAMES];
