import type { RecordStore } from './shelves.ts';

/** What the page around a package's pages offers them where the browser keeps nothing for the LMS's address. */
export const SHARED_STORE = 'plumblineStore';

/** Names of the records of attempts in an LMS. */
const OF_ATTEMPT = /^plumbline-lms-[0-9a-z]{16,64}$/;

/** Name of the record of an attempt, from what tells it from all others of this browser. */
export const attemptRecordName = (digest: string): string => `plumbline-lms-${digest.slice(0, 32)}`;

/**
 * Name of the record that this page writes: the site's one, or in a package of an LMS the one of the learner's attempt, which
 * the page around it says by the name of the frame. Learners who share a browser have records of their own that way, and so
 * have attempts.
 */
export function recordName(): string {
  if (typeof document === 'undefined') return 'plumbline';
  if (document.documentElement.dataset['package'] === undefined) return 'plumbline';
  return OF_ATTEMPT.test(window.name) ? window.name : 'plumbline-lms-alone';
}

/** The store of the page around this one, if this is a package's page and there is one. */
export function storeAround(): RecordStore | undefined {
  if (recordName() === 'plumbline') return undefined;
  try {
    return (window.parent as unknown as Record<string, RecordStore | undefined>)[SHARED_STORE];
  } catch {
    // A page of another origin around this one is none of ours.
    return undefined;
  }
}
