import type { Engine } from '#container';
import { buildAnswer, runChecks, type ProvableLab } from '#grading';
import { mistakesIn, type MistakesFile } from './known-mistakes.ts';

export interface RecordMistakesOptions {
  /** Version of the lab, from its manifest. */
  readonly version: string;
  /** Whose data; the recording's own unless told. */
  readonly seed?: string;
  /** Gradings at a time. */
  readonly lanes: number;
  readonly onMutant?: (mutant: string) => void;
}

/** Gradings run side by side here: a slow program is not a wrong one. */
const PATIENCE = 6;

/** Grades every known-wrong answer of a lab once, and keeps what the failing checks said. */
export async function recordMistakes(
  { lab, mutants, ...provable }: ProvableLab,
  engine: Engine,
  options: RecordMistakesOptions,
): Promise<MistakesFile> {
  const { version, lanes, seed = `${lab.id}-mistakes`, onMutant } = options;
  const solved = await buildAnswer(provable, [provable.solution], seed, engine);
  const waiting = [...mutants];
  const found = new Map<string, MistakesFile['mistakes']>();
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const name = `${next.check}/${next.mistake}`;
      const work = await buildAnswer({ starter: solved }, [next], seed, engine);
      const verdicts = await runChecks(lab, work, { engine, seed, patience: PATIENCE });
      found.set(name, mistakesIn(name, verdicts));
      onMutant?.(name);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const mistakes = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, one]) => one);
  return { format: 'plumbline-mistakes', formatVersion: 1, lab: lab.id, version, mistakes };
}
