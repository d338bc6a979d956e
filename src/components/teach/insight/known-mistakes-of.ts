import type { KnownMistake, MistakesFile } from '#cohort';

const FILES = import.meta.glob<MistakesFile>('/labs/*/mistakes.json', { import: 'default' });

/** What the checks of these labs say of their known-wrong answers, by lab; labs without a record are left out. */
export async function knownMistakesOf(
  labs: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownMistake[]>> {
  const known = new Map<string, readonly KnownMistake[]>();
  for (const lab of new Set(labs)) {
    const load = FILES[`/labs/${lab}/mistakes.json`];
    if (load) known.set(lab, (await load()).mistakes);
  }
  return known;
}
