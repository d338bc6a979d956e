import load from 'late:./programs.ts';
import type { Program } from './process.ts';
import { PROGRAM_NAMES, type ProgramName } from './program-names.ts';

/** Makes the programs ready, if nobody has used one yet: four fifths of the kernel's script, and no prompt waits for them. */
export const loadPrograms = load as () => {
  readonly programs: Readonly<Record<ProgramName, Program>>;
};

const late = (name: ProgramName): [ProgramName, Program] => [
  name,
  (context) => loadPrograms().programs[name](context),
];

/** The programs of `programs.ts`, which come with the first use of one. */
export const programs: Readonly<Record<string, Program>> = Object.fromEntries(
  PROGRAM_NAMES.map(late),
);
