import { asLabError } from '../../site/keep-course/as-lab-error.ts';
import { keepCopy, readCopy } from '../../site/keep-course/course-copy.ts';
import { GRADING_LIST } from '../../site/offline/course-list.ts';
import { siteLink } from '../../site/site-link.ts';
import type { GradingCopy } from './grading-copy.ts';

/** Fetches what is missing of what grading needs, and tells how far it is. Never throws: what it gives says how it ended. */
export async function keepGrading(say: (now: GradingCopy) => void): Promise<GradingCopy> {
  try {
    const found = await readCopy(siteLink('/'), GRADING_LIST);
    const { bytes } = found;
    let { keptBytes } = found;
    if (keptBytes === bytes) return { state: 'kept' };
    say({ state: 'fetching', keptBytes, bytes });
    await keepCopy(
      found,
      (more) => {
        keptBytes = Math.min(bytes, keptBytes + more);
        say({ state: 'fetching', keptBytes, bytes });
      },
      new AbortController().signal,
    );
    return { state: 'kept' };
  } catch (error) {
    return { state: 'missing', why: asLabError(error).message };
  }
}
