import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { didOf, readSubmission, writeSubmission, type SignedManifest } from '#cohort';
import { textFile, type FileTree } from '#container';
import { unzipSync } from 'fflate';
import { KEY } from './example.ts';

const page = readFileSync('docs/formats/submission.md', 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(
  ([, language, text]) => [language, text ?? ''] as const,
);
const [[, manifestText], [, digest], [language, program]] = blocks as unknown as [
  readonly [string, string],
  readonly [string, string],
  readonly [string, string],
];
const folder = mkdtempSync(join(tmpdir(), 'submission-'));
after(() => rmSync(folder, { recursive: true }));

const work: FileTree = {
  'hello.txt': textFile('hello\n'),
  'run.sh': { kind: 'file', bytes: new Uint8Array(), executable: true },
};

async function exampleBundle(): Promise<Uint8Array> {
  const { proof, files, format, formatVersion, ...about } = JSON.parse(
    manifestText,
  ) as SignedManifest;
  assert.deepEqual(
    [proof.created, files.length, format, formatVersion],
    [about.createdAt, 2, 'plumbline-submission', 1],
  );
  return await writeSubmission(work, about, KEY);
}

test('the example of docs/formats/submission.md is made byte for byte, and read', async () => {
  const bundle = await exampleBundle();
  assert.deepEqual({ ...readSubmission(bundle).value?.work }, work);
  assert.equal(Buffer.from(unzipSync(bundle)['submission.json'] ?? []).toString(), manifestText);
  assert.equal(createHash('sha256').update(bundle).digest('hex'), digest);
});

test('the program of that page verifies the unpacked example, and refuses an edited one', async () => {
  assert.equal(language, 'js');
  writeFileSync(join(folder, 'verify.mjs'), program);
  for (const [name, bytes] of Object.entries(unzipSync(await exampleBundle()))) {
    mkdirSync(dirname(join(folder, 'example', name)), { recursive: true });
    writeFileSync(join(folder, 'example', name), bytes);
  }
  const verify = () =>
    spawnSync(process.execPath, ['verify.mjs', 'example'], { cwd: folder, encoding: 'utf8' });
  assert.deepEqual(verify().stdout, `2 files as signed by ${didOf(KEY)}\n`);
  writeFileSync(join(folder, 'example/work/hello.txt'), 'hullo\n');
  assert.match(verify().stderr, /hello\.txt is not the file that was signed/);
  writeFileSync(join(folder, 'example/submission.json'), manifestText.replace('"lina"', '"otto"'));
  assert.match(verify().stderr, /The signature does not fit/);
});
