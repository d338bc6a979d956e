import type { RegradeRecord } from './regrade-record.ts';

/**
 * Where a hand-in was graded by something else than it was made with, a sentence each; empty when all was the same.
 * Neither is a fault of the learner's, and the record's verdicts are those of what it was graded with.
 */
export function mismatches({
  lab,
  grader,
  engine,
  handedInWith,
}: Pick<RegradeRecord, 'lab' | 'grader' | 'engine' | 'handedInWith'>): readonly string[] {
  const words: string[] = [];
  const { lab: theirLab, grader: theirGrader, engine: theirEngine } = handedInWith;
  if (theirLab.sha256 !== lab.sha256) {
    words.push(
      `The lab is another one here: it was made with ${lab.id} ${named(theirLab)} and graded with ${named(lab)}. ` +
        'Tasks, data or checks may differ. Grade it with the edition that it was made with, or say so in your feedback.',
    );
  }
  if (theirGrader.name !== grader.name || theirGrader.sha256 !== grader.sha256) {
    words.push(
      `The grader is another one here: ${theirGrader.name} ${named(theirGrader)} there, ${grader.name} ${named(grader)} here.`,
    );
  }
  if (theirEngine.name !== engine.name || theirEngine.sha256 !== engine.sha256) {
    words.push(
      `The engine is another one here: ${theirEngine.name} ${named(theirEngine)} there, ${engine.name} ${named(engine)} here.`,
    );
  }
  return words;
}

const named = ({ version, sha256 }: { version: string; sha256?: string }): string =>
  sha256 === undefined ? version : `${version} (${sha256.slice(0, 12)}…)`;
