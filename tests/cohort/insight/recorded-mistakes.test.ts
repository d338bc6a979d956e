import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { labIds, readLab } from '#authoring';
import { resembles, type KnownMistake, type MistakesFile } from '#cohort';

const recorded = labIds().flatMap((id) => {
  const path = `labs/${id}/mistakes.json`;
  if (!existsSync(path)) return [];
  return [{ id, file: JSON.parse(readFileSync(path, 'utf8')) as MistakesFile }];
});

/** How many known-wrong answers are found again by what the check they are filed under says of them. */
function foundAgain(
  said: readonly KnownMistake[],
  known: readonly KnownMistake[],
): { alone: string[]; amongOthers: string[]; not: string[] } {
  const found = { alone: [] as string[], amongOthers: [] as string[], not: [] as string[] };
  for (const one of said.filter(({ mutant, check }) => mutant.startsWith(`${check}/`))) {
    const like = resembles(one.check, one, known)?.mutants ?? [];
    if (!like.includes(one.mutant)) found.not.push(one.mutant);
    else (like.length === 1 ? found.alone : found.amongOthers).push(one.mutant);
  }
  return found;
}

describe('what the checks say of known-wrong answers, as labs have it on record', () => {
  for (const { id, file } of recorded) {
    test(`${id}: each known-wrong answer resembles itself, and most of them nothing else`, (context) => {
      assert.equal(file.lab, id);
      const mutants = new Set(
        readLab(id).mutants.map(({ check, mistake }) => `${check}/${mistake}`),
      );
      const gone = file.mistakes.filter(({ mutant }) => !mutants.has(mutant));
      assert.deepEqual(gone, [], `npm run prove -- ${id} --record writes it anew`);
      const { alone, amongOthers, not } = foundAgain(file.mistakes, file.mistakes);
      const unrecorded = [...mutants].filter((one) => !file.mistakes.some((m) => m.mutant === one));
      context.diagnostic(
        `${alone.length} are told from all others, ${amongOthers.length} together with others; not on record: ${unrecorded.join(', ') || 'none'}`,
      );
      assert.deepEqual(not, []);
      assert.ok(
        alone.length > amongOthers.length,
        `together with others: ${amongOthers.join(', ')}`,
      );
    });
  }

  test('with another learner’s data, too: each known-wrong answer of "pin-the-data" is told from all others', () => {
    const known = recorded.find(({ id }) => id === 'pin-the-data')?.file.mistakes ?? [];
    const path = new URL('./pin-the-data-second-seed.json', import.meta.url);
    const said = (JSON.parse(readFileSync(path, 'utf8')) as MistakesFile).mistakes;
    const { alone, amongOthers, not } = foundAgain(said, known);
    assert.deepEqual([alone.length, amongOthers, not], [27, [], []]);
  });
});
