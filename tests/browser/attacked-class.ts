import { readFolderTree } from '#authoring';
import { textFile, type FileTree } from '#container';
import { generate } from '../../labs/fingerprint-the-data/generate.ts';
import { makeClass } from '../../src/cli/bench/made-class.ts';
import type { GivenFile } from './class-of-three.ts';
import { hostileHandIns, TRAP } from './hostile-hand-ins.ts';

const LAB = 'fingerprint-the-data';

/** A hand-in, and whose it says that it is. */
export type HandedIn = GivenFile & { readonly learner: string };

const PEOPLE = new Map([
  ['p-ada11111', 'Ada Lovelace'],
  ['p-bob22222', 'Bob Noyce'],
  ['p-eve33333', 'Eve Santos'],
  ['p-mal44444', 'Mallory Grey'],
]);

/** Runs on for ever where it is given what is not there: for one check alone, each of which waits for it. */
const ENDLESS = `# ${TRAP}
import os, sys
if not all(map(os.path.exists, sys.argv[1:])):
    while True: pass
`;

/** A class of four: two work for themselves, one hands in a program without an end, and one another's work. */
export async function attackedClass(): Promise<{
  readonly cohort: GivenFile;
  readonly honest: readonly HandedIn[];
  /** Taken, and graded without harm to anybody else. */
  readonly graded: { readonly endless: HandedIn; readonly copied: HandedIn };
  /** Each is to be set aside, with words that fit the expression. */
  readonly hostile: readonly (GivenFile & { readonly says: RegExp })[];
}> {
  const about = { id: 'c-attacked0001', name: 'Platform, under attack', issuer: 'Ines Instructor' };
  const title = 'Fingerprint the data';
  const { file, seedOf, handIn } = await makeClass({
    ...about,
    lab: LAB,
    title,
    people: PEOPLE,
    attempts: 2,
  });
  const solution = readFolderTree(`labs/${LAB}/solution`);
  const starter = Object.fromEntries(
    Object.entries(readFolderTree(`labs/${LAB}/starter`)).filter(([path]) => path !== 'setup.sh'),
  );
  const work = (learner: string, attempt: number, more: FileTree): FileTree => ({
    ...starter,
    ...generate(seedOf(learner, attempt)),
    ...more,
  });
  const solved = Object.fromEntries(
    Object.entries(solution).filter(([path]) => path.endsWith('.py')),
  );
  const bundle = async (
    learner: string,
    tree: FileTree,
    attempt = 1,
    name = learner,
  ): Promise<HandedIn> => ({
    learner,
    name: `${name}.submission.zip`,
    mimeType: 'application/zip',
    buffer: Buffer.from(await handIn(learner, tree, { seed: seedOf(learner, attempt) })),
  });
  const adas = work('p-ada11111', 1, solved);
  const stolen = await handIn('p-bob22222', adas, { seed: seedOf('p-ada11111') });
  const old = await bundle('p-bob22222', work('p-bob22222', 1, solved), 1, 'old');
  const hostile = await hostileHandIns(stolen, 'p-ada11111');
  return {
    cohort: { name: 'x.cohort.zip', mimeType: 'application/zip', buffer: file },
    honest: [
      await bundle('p-ada11111', adas),
      await bundle('p-bob22222', work('p-bob22222', 2, solved), 2),
    ],
    graded: {
      endless: await bundle(
        'p-eve33333',
        work('p-eve33333', 1, {
          ...solved,
          'which.py': textFile(ENDLESS + textOf(solved['which.py'])),
        }),
      ),
      copied: await bundle('p-mal44444', adas),
    },
    hostile: [
      ...hostile,
      { ...old, says: /It is of attempt 1, and attempt 2 came before it: "p-bob22222/ },
    ],
  };
}

function textOf(entry: FileTree[string] | undefined): string {
  if (entry?.kind !== 'file') throw new Error('the solution has no which.py');
  return new TextDecoder().decode(entry.bytes);
}
