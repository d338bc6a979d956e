/** The four questions of the person on call; each finding belongs to one. */
export type Concern = 'what is it' | 'what can it break' | 'what does it take' | 'is it well';

/** Something that a reviewer would send back. */
export interface Finding {
  readonly rule: string;
  readonly concern: Concern;
  /** From 1; 0 when the line is missing. */
  readonly line: number;
  /** What is so, and why it matters. */
  readonly says: string;
}
