import type { LabContainer } from '#container';
import { EVENT_CASES } from './event-cases.ts';
import { FILE_CALL_CASES } from './file-call-cases.ts';
import { FILE_CASES } from './file-cases.ts';
import { PROCESS_CASES } from './process-cases.ts';
import { PROGRAM_CASES } from './program-cases.ts';
import { TERMINAL_CASES } from './terminal-cases.ts';

/** One sentence of what every container does. It throws when the sentence does not hold. */
export interface ContractCase {
  readonly title: string;
  readonly run: (boot: Boot) => Promise<void>;
}

/** Gives a new container each time; whoever gives it ends it. */
export type Boot = () => Promise<LabContainer>;

/** What every engine's containers do; run in Node and in a page with the same words. */
export const CONTRACT: readonly ContractCase[] = [
  ...FILE_CASES,
  ...FILE_CALL_CASES,
  ...PROCESS_CASES,
  ...TERMINAL_CASES,
  ...PROGRAM_CASES,
  ...EVENT_CASES,
];
