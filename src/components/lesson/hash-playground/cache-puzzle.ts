import { bytesOf, md5Of } from './file-bytes.ts';
import { directoryObject } from './directory-digest.ts';

/** One object in a small cache: the name it lies under, and the bytes that are really there. */
export interface CacheObject {
  /** The md5 that its path spells; `.dir` for a folder's list. */
  readonly name: string;
  readonly text: string;
}

const TRAIN = 'a,b\n1,2\n';
const HOLDOUT = 'a,b\n3,4\n';
const APRIL = 'a,b\n5,6\n';

const digest = (text: string): string => md5Of(bytesOf(text, 'LF'));

/** The folder that the pointer of the puzzle names. */
export const FOLDER = directoryObject([
  { relpath: 'train.csv', md5: digest(TRAIN) },
  { relpath: 'holdout.csv', md5: digest(HOLDOUT) },
]);

/** A cache of four objects, one of which was damaged: a digit of its content is no longer what its name says. */
export const CACHE: readonly CacheObject[] = [
  { name: digest(TRAIN), text: TRAIN },
  { name: digest(HOLDOUT), text: HOLDOUT },
  { name: digest(APRIL), text: 'a,b\n5,7\n' },
  { name: FOLDER.name, text: FOLDER.json },
].toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The md5 in the pointer: the learner looks for its object. */
export const WANTED = digest(HOLDOUT);

/** Whether an object's bytes still have the digest that its name says. */
export function isSound({ name, text }: CacheObject): boolean {
  return md5Of(bytesOf(text, 'LF')) === name.replace(/\.dir$/, '');
}
