import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCohortFile } from '#cohort';
import { encodeSecretMultikey } from '#credentials';
import { usage } from './argument-values.ts';
import {
  KEY_FILE,
  readCohortFolder,
  SECRET_FILE,
  writeCohortFolder,
  writeNew,
} from './cohort-folder.ts';
import { readBytes, writeCohortZip } from './cohort-file.ts';

/** `export FOLDER`: the cohort of a folder as the file that the page and the other commands read. */
export async function exportFolder(words: readonly string[]): Promise<number> {
  const { values, positionals } = read(words);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw usage('One folder is needed.');
  const cohort = readCohortFolder(folder);
  const out = values.out ?? `${cohort.id}.cohort.zip`;
  await writeCohortZip(out, {
    cohort,
    handIns: [],
    setAside: [],
    bundle: () => new Uint8Array(),
  });
  console.log(
    `Wrote ${out}: ${cohort.learners.length} learners, ${cohort.assignments.length} assignments, and the secret. No key is in it.`,
  );
  return 0;
}

/**
 * `import FILE FOLDER`: a cohort that the page exported, as a folder: its document, its secret, a key where there is none, and
 * every file as it was received.
 */
export function importFolder(words: readonly string[]): number {
  const { positionals } = read(words);
  const [file, folder, ...more] = positionals;
  if (file === undefined || folder === undefined || more.length > 0) {
    throw usage('A file (*.cohort.zip) and a folder are needed.');
  }
  const { cohort, handIns, bundle } = readCohortFile(readBytes(file));
  writeCohortFolder(folder, cohort, true);
  writeNew(join(folder, SECRET_FILE), `${cohort.secret}\n`);
  const key = join(folder, KEY_FILE);
  if (!existsSync(key)) writeNew(key, `${encodeSecretMultikey(new Uint8Array(randomBytes(32)))}\n`);
  const received = join(folder, 'hand-ins');
  mkdirSync(received, { recursive: true, mode: 0o700 });
  for (const handIn of handIns) {
    // Digests are names that no file can smuggle anything into.
    const ending = ENDINGS[handIn.item.kind];
    writeFileSync(join(received, `${handIn.bundleSha256}.${ending}`), bundle(handIn), {
      mode: 0o600,
    });
  }
  console.log(
    `Laid “${cohort.name}” into ${folder}/: ${cohort.learners.length} learners, ${handIns.length} hand-ins.`,
  );
  return 0;
}

const ENDINGS = {
  lab: 'submission.zip',
  exam: 'exam.json',
  quiz: 'learned.json',
  lesson: 'learned.json',
} as const;

function read(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
