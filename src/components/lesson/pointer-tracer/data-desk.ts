/** A version of the table: the tag that names it in Git. */
export type Tag = 'data-v1' | 'data-v2';

/** The two versions of `data/applications.csv`, as their pointers name them. */
export const VERSIONS: Readonly<
  Record<Tag, { readonly md5: string; readonly size: number; readonly rows: number }>
> = {
  'data-v1': { md5: '9f356cb81300c9da632089b420cb45da', size: 425_929, rows: 3000 },
  'data-v2': { md5: 'd85e89769e24a117c6ae8b6ca98da128', size: 461_438, rows: 3250 },
};

export const TAGS: readonly Tag[] = ['data-v1', 'data-v2'];

/** What lies where: the pointer and the file in the working tree, the objects in either store. */
export interface Desk {
  readonly pointer: Tag;
  /** `undefined` when there is no file. */
  readonly file: Tag | undefined;
  readonly cache: readonly Tag[];
  readonly remote: readonly Tag[];
}

/** As the lesson leaves them: April's table on disk, both versions in both stores. */
export const START: Desk = { pointer: 'data-v2', file: 'data-v2', cache: TAGS, remote: TAGS };

export interface Step {
  readonly desk: Desk;
  /** What the command did or why it did nothing. */
  readonly said: string;
}

export interface Command {
  readonly typed: string;
  readonly run: (desk: Desk) => Step;
}

const FILE = 'data/applications.csv';
const together = (tags: readonly Tag[], tag: Tag): readonly Tag[] =>
  TAGS.filter((one) => one === tag || tags.includes(one));

const checkoutTag = (tag: Tag): Command => ({
  typed: `git checkout ${tag} -- ${FILE}.dvc`,
  run: (desk: Desk): Step => ({
    desk: { ...desk, pointer: tag },
    said: `Git wrote the five lines of the pointer as they are at ${tag}. It moved no row of the table.`,
  }),
});

/** The commands of the lesson, each doing what the tool does to pointer, file and stores. */
export const COMMANDS: readonly Command[] = [
  checkoutTag('data-v1'),
  checkoutTag('data-v2'),
  {
    typed: 'dvc status',
    run: (desk: Desk): Step => ({
      desk,
      said:
        desk.file === desk.pointer
          ? 'Data and pipelines are up to date.'
          : `${FILE}.dvc: changed outs: ${desk.file ? 'modified' : 'deleted'}: ${FILE}`,
    }),
  },
  {
    typed: 'dvc checkout',
    run: (desk: Desk): Step => {
      if (!desk.cache.includes(desk.pointer)) {
        return {
          desk,
          said: `Checkout failed: the cache has no object ${VERSIONS[desk.pointer].md5.slice(0, 8)}… The file stays as it is. Is your cache up to date?`,
        };
      }
      if (desk.file === desk.pointer) return { desk, said: 'Nothing to do: the file is the one.' };
      return {
        desk: { ...desk, file: desk.pointer },
        said: `${desk.file ? 'M' : 'A'} ${FILE}: the object that the pointer names was laid into the working tree.`,
      };
    },
  },
  {
    typed: 'dvc fetch',
    run: (desk: Desk): Step => {
      if (desk.cache.includes(desk.pointer)) return { desk, said: 'Everything is up to date.' };
      if (!desk.remote.includes(desk.pointer)) {
        return {
          desk,
          said: `Fetch failed: the remote has no object ${VERSIONS[desk.pointer].md5.slice(0, 8)}… either.`,
        };
      }
      return {
        desk: { ...desk, cache: together(desk.cache, desk.pointer) },
        said: '1 file fetched: the object is in the cache. The file on disk has not moved yet.',
      };
    },
  },
  {
    typed: 'dvc push',
    run: (desk: Desk): Step =>
      !desk.cache.includes(desk.pointer)
        ? { desk, said: 'Push failed: the cache does not have the object itself.' }
        : desk.remote.includes(desk.pointer)
          ? { desk, said: 'Everything is up to date.' }
          : {
              desk: { ...desk, remote: together(desk.remote, desk.pointer) },
              said: '1 file pushed: others can fetch it now.',
            },
  },
  {
    typed: 'dvc gc --workspace',
    run: (desk: Desk): Step => cleaned(desk, desk.remote),
  },
  {
    typed: 'dvc gc --workspace --cloud',
    run: (desk: Desk): Step =>
      cleaned(
        desk,
        desk.remote.filter((tag) => tag === desk.pointer),
      ),
  },
  {
    typed: 'dvc gc --workspace --all-tags --cloud',
    run: (desk: Desk): Step => ({
      desk,
      said: 'Nothing was removed: each object is named by a tag.',
    }),
  },
  {
    typed: 'git clone … && cd loan-risk',
    run: (desk: Desk): Step => ({
      desk: { ...desk, pointer: 'data-v2', file: undefined, cache: [] },
      said: 'A new machine: the pointer came with Git. Its cache is empty, and there is no table.',
    }),
  },
];

function cleaned(desk: Desk, remote: readonly Tag[]): Step {
  const cache = desk.cache.filter((tag) => tag === desk.pointer);
  const gone = desk.cache.length - cache.length + desk.remote.length - remote.length;
  return {
    desk: { ...desk, cache, remote },
    said:
      gone === 0
        ? 'Nothing was removed: only what the working tree names was there.'
        : `${gone} ${gone === 1 ? 'object was' : 'objects were'} removed, because the pointer in the working tree does not name ${gone === 1 ? 'it' : 'them'}.`,
  };
}

/** True when January's pointer and January's bytes lie in the working tree. */
export const isJanuary = ({ pointer, file }: Desk): boolean =>
  pointer === 'data-v1' && file === 'data-v1';

/** From where a tag's bytes can still be had, nearest first. */
export function sourceOf(desk: Desk, tag: Tag): 'cache' | 'remote' | 'nowhere' {
  return desk.cache.includes(tag) ? 'cache' : desk.remote.includes(tag) ? 'remote' : 'nowhere';
}
