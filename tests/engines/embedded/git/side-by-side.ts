import assert from 'node:assert/strict';
import type { Answer } from './lab.ts';
import { applyToLab, fsck, labFiles, makeLab, RealLab, repositoriesIn } from './real-git.ts';
import { shownStep, type Step } from './script.ts';

/**
 * What of an answer must be the same. Usage texts and the lab's own hints differ by design: of a usage error only its
 * first line counts.
 */
function comparable({ code, stdout, stderr }: Answer): Answer {
  const said = stderr.replace(/^hint: The lab .*\n/gm, '');
  return { code, stdout, stderr: code === 129 ? (said.split('\n')[0] ?? '') : said };
}

/** Names every branch, tag and HEAD, and the trees of all commits, in one text. */
const IDS: readonly (readonly string[])[] = [
  ['log', '--all', '--format=%H %T %P %D'],
  ['ls-files', '-s'],
  ['status', '--porcelain'],
];

/** Runs a script in the real git and in the lab's and fails at the first step whose answer or files differ. */
export async function assertSame(steps: readonly Step[]): Promise<void> {
  const real = new RealLab();
  const lab = makeLab();
  const done: string[] = [];
  try {
    for (const [number, step] of steps.entries()) {
      done.push(shownStep(step));
      const theirs = await real.apply(step, number);
      const ours = await applyToLab(lab, step, number);
      const after = `after:\n  ${done.join('\n  ')}\n`;
      if (theirs && ours) assert.deepEqual(comparable(ours), comparable(theirs), after);
      assert.deepEqual(labFiles(lab.tree), real.files(), `files ${after}`);
    }
    for (const cwd of repositoriesIn(lab.tree)) {
      const where = `in '${cwd}' after:\n  ${done.join('\n  ')}\n`;
      for (const git of IDS) {
        const theirs = await real.apply({ git, cwd }, steps.length);
        const ours = await applyToLab(lab, { git, cwd }, steps.length);
        assert.deepEqual(ours, theirs, `git ${git.join(' ')} ${where}`);
      }
      assert.deepEqual(await fsck(lab, cwd, real), { code: 0, faults: '' }, `fsck ${where}`);
    }
  } finally {
    real.remove();
  }
}
