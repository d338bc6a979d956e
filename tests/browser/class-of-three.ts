import { readFolderTree } from '#authoring';
import { textFile, type FileTree } from '#container';
import { generate } from '../../labs/fingerprint-the-data/generate.ts';
import { makeClass } from '../../src/cli/bench/made-class.ts';
import { hostileHandIns, TRAP } from './hostile-hand-ins.ts';

const LAB = 'fingerprint-the-data';

/** A file as Playwright gives it to a page. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const PEOPLE = new Map([
  ['p-0', 'Ada Lovelace'],
  ['p-1', 'Bob Noyce'],
  ['p-2', 'Eve Santos'],
]);
/** A cohort of three with one assignment, and what came in: a work, its copy with other names, a bare starter, and attacks. */
export async function classOfThree(): Promise<{
  readonly cohort: GivenFile;
  readonly handIns: readonly GivenFile[];
  /** Each is to be set aside, with words that fit the expression. */
  readonly hostile: readonly (GivenFile & { readonly says: RegExp })[];
}> {
  const about = { id: 'c-browsertest1', name: 'Platform, autumn', issuer: 'Ines Instructor' };
  const title = 'Fingerprint the data';
  const { file, seedOf, handIn } = await makeClass({ ...about, lab: LAB, title, people: PEOPLE });
  const starter = Object.fromEntries(
    Object.entries(readFolderTree(`labs/${LAB}/starter`)).filter(([path]) => path !== 'setup.sh'),
  );
  const ada = textOf(readFolderTree(`labs/${LAB}/solution`)['fingerprint.py']);
  const bob = ada
    .replaceAll('regular_files', 'everyFile')
    .replaceAll('tree_digest', 'whole')
    .replace(/# .*/g, '# mine');
  const eve = `# ${TRAP}\n${textOf(starter['fingerprint.py'])}`;
  const works = Object.fromEntries(
    [ada, bob, eve].map((program, index): [string, FileTree] => [
      `p-${index}`,
      { ...starter, ...generate(seedOf(`p-${index}`)), 'fingerprint.py': textFile(program) },
    ]),
  );
  const handIns = await Promise.all(
    Object.entries(works).map(async ([learner, work]) => ({
      name: `${learner}.submission.zip`,
      mimeType: 'application/zip',
      buffer: Buffer.from(await handIn(learner, work)),
    })),
  );
  const stolen = await handIn('p-1', works['p-0'] ?? {}, { seed: seedOf('p-0') });
  const hostile = await hostileHandIns(stolen, 'p-0');
  return {
    cohort: { name: 'x.cohort.zip', mimeType: 'application/zip', buffer: file },
    handIns,
    hostile,
  };
}

function textOf(entry: FileTree[string] | undefined): string {
  if (entry?.kind !== 'file') throw new Error('there is no fingerprint.py');
  return new TextDecoder().decode(entry.bytes);
}
