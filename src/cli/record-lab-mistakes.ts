import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLab } from '#authoring';
import { recordMistakes } from '#cohort';
import { engineForProofs } from './engine-for-proofs.ts';
import { readProvableLab } from './provable-lab.ts';

/** Gradings at a time: of two, one waits while the other computes. */
const LANES = 2;

/** Writes `labs/<lab>/mistakes.json` anew: what the checks say of each known-wrong answer. */
export async function recordLabMistakes(
  ids: readonly string[],
  onMutant?: (mutant: string) => void,
): Promise<void> {
  const engine = engineForProofs(LANES);
  try {
    for (const id of ids) {
      const { version } = readLab(id).manifest;
      const options = { version, lanes: LANES, ...(onMutant ? { onMutant } : {}) };
      const file = await recordMistakes(await readProvableLab(id), engine, options);
      const path = join('labs', id, 'mistakes.json');
      writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
      console.log(`Wrote ${path}: ${file.mistakes.length} failed checks of known-wrong answers.`);
    }
  } finally {
    engine.dispose();
  }
}
