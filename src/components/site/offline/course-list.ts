/** One file that a course needs to be there without a network. */
export interface ListedFile {
  /** From the site's root, without a slash before it; `''` for Home, a folder's path for its page. */
  readonly path: string;
  /** As it lies on the device. */
  readonly bytes: number;
  /** Only for browsers in which Python can wait for what is typed, or only for others. */
  readonly only?: 'waits' | 'plain';
}

/** What `courses/<course>/offline.json` says: all that is not on the device after the first visit already. */
export interface CourseList {
  /** What there is to do, in words: `9 lessons, 1 lab and 4 quizzes`. */
  readonly holds: string;
  /** True when labs are among it, and with them their engine. */
  readonly labs: boolean;
  /** The engine comes last, because it is large. */
  readonly files: readonly ListedFile[];
}

/** From the site's root: the list of what the instructor's page needs to grade hand-ins again, in the same form. */
export const GRADING_LIST = 'teach/offline.json';

/** Store of the files with a digest in their names. */
export const NAMED_STORE = 'plumbline-named';
/** Stores of pages begin with this; the version of the site follows. */
export const PAGES_STORES = 'plumbline-pages-';
/** Store of the lists of what is kept whole: courses, and what an instructor's page grades with. */
export const KEPT_STORE = 'plumbline-kept-courses';
/** Files of scripts, styles and the engine with a digest before their ending: such a name never changes its bytes. */
export const NAMED_FILE = /(?:^|\/)(?:_astro|engine)\/.*\.[\w-]{8,}\.\w+$/;

/** Files of a list that this browser needs. */
export function neededHere(list: CourseList): readonly ListedFile[] {
  const waits = typeof WebAssembly === 'object' && 'Suspending' in WebAssembly;
  return list.files.filter(({ only }) => only === undefined || (only === 'waits') === waits);
}
