import { canonicalJson } from '#formats';
import { digestOf } from '../tree-digest.ts';
import { byText, greater, mergeLists, mergeMembers } from './merge-lists.ts';
import type { DocumentCopy, DocumentWork } from './record-document.ts';

/** Works and kept copies of a record. */
export interface WorksAndCopies {
  readonly works: readonly DocumentWork[];
  readonly copies: readonly DocumentCopy[];
}

/** Why a copy was kept that came of a merge. */
export const FROM_MERGE = 'From a record that was brought in';

/**
 * Works and copies of both. Where both have work in a lab the one saved last is the work, and the other one becomes a
 * kept copy: no file is lost. Hints and the solution count as seen when either record says so.
 */
export function mergeWorks(here: WorksAndCopies, other: WorksAndCopies): WorksAndCopies {
  const losers: DocumentCopy[] = [];
  const works = mergeLists(
    here.works,
    other.works,
    ({ lab }) => lab,
    (a, b) => {
      const [last, earlier] = orderOf(a) >= orderOf(b) ? [a, b] : [b, a];
      losers.push(copyOfWork(earlier));
      return joinFacts(last, earlier);
    },
  );
  const current = new Set(works.map((work) => keyOf(copyOfWork(work))));
  const copies = mergeLists([...here.copies, ...losers], other.copies, keyOf, laterCopy).filter(
    // What is the work itself needs no copy that a merge made of it.
    (copy) => !current.has(keyOf(copy)),
  );
  return { works, copies };
}

const keyOf = ({ lab, id }: DocumentCopy): string => `${lab}/${id}`;

/** Sorts works by when they were saved, then by all that is not joined: the same order everywhere. */
function orderOf(work: DocumentWork): string {
  const joined = { begunAt: '', activeMs: 0, hintsOpened: {} };
  const seen = { solutionUnlocked: false, solutionSeen: false };
  return `${work.savedAt} ${canonicalJson({ ...work, ...joined, ...seen })}`;
}

/** The kept copy that a work becomes. Its id follows from its files, so that the same files are kept once. */
export function copyOfWork({ lab, labVersion, savedAt, files }: DocumentWork): DocumentCopy {
  const digest = digestOf(new TextEncoder().encode(canonicalJson(files)));
  return {
    id: `merged-${digest.slice(0, 32)}`,
    lab,
    labVersion,
    keptAt: savedAt,
    reason: FROM_MERGE,
    files,
  };
}

/** Of two copies with one id the later one; they differ only in when they were kept, since the id follows from the rest. */
function laterCopy(a: DocumentCopy, b: DocumentCopy): DocumentCopy {
  const order = byText(a.keptAt, b.keptAt);
  return order === 0 ? greater(a, b) : order > 0 ? a : b;
}

function joinFacts(last: DocumentWork, earlier: DocumentWork): DocumentWork {
  const { activeMs: worked = 0, ...rest } = last;
  const activeMs = Math.max(worked, earlier.activeMs ?? 0);
  return {
    ...rest,
    begunAt: last.begunAt <= earlier.begunAt ? last.begunAt : earlier.begunAt,
    // Two computers are worked on one after the other: the longer time holds the shorter one.
    ...(activeMs > 0 ? { activeMs } : {}),
    hintsOpened: mergeMembers(last.hintsOpened, earlier.hintsOpened, Math.max),
    solutionUnlocked: last.solutionUnlocked || earlier.solutionUnlocked,
    solutionSeen: last.solutionSeen || earlier.solutionSeen,
  };
}
