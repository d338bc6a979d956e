import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import {
  didOf,
  hiddenSeed,
  mismatches,
  readRegradeRecord,
  readSubmission,
  regradeRecord,
  writeRegradeRecord,
  writeSubmission,
  type SignedManifest,
} from '#cohort';
import { textFile, type FileTree } from '#container';
import { unzipSync } from 'fflate';
import { KEY, OTHER_KEY } from './example.ts';

/** The fenced blocks of a page, each with its language. */
function blocksOf(page: string): readonly (readonly [string | undefined, string])[] {
  const fenced = readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm);
  return [...fenced].map(([, language, text]) => [language, text ?? ''] as const);
}

const blocks = blocksOf('docs/formats/submission.md');
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

test('the example of docs/formats/regrade.md is made byte for byte, and its seed follows from the secret', async () => {
  const [[, recordText] = ['', ''], [, program] = ['', '']] = blocksOf('docs/formats/regrade.md');
  const { record, signer } = readRegradeRecord(Buffer.from(recordText)).value ?? {};
  assert.equal(signer, didOf(OTHER_KEY));
  const submission = readSubmission(await exampleBundle()).value;
  assert.ok(record && submission);
  const verdicts = record.results.map(({ check }) => ({
    check,
    durationMs: 3,
    status: 'pass' as const,
  }));
  const score = { ...record.score, tasks: [] };
  const again = regradeRecord(submission, { ...record, verdicts, score });
  assert.equal(Buffer.from(await writeRegradeRecord(again, OTHER_KEY)).toString(), recordText);
  assert.deepEqual(mismatches(record), [
    'The lab is another one here: it was made with hello 1.2.0 (a1a1a1a1a1a1…) and graded with 1.3.0 (c3c3c3c3c3c3…). ' +
      'Tasks, data or checks may differ. Grade it with the edition that it was made with, or say so in your feedback.',
  ]);
  writeFileSync(join(folder, 'audit.mjs'), program);
  writeFileSync(join(folder, 'example.regrade.json'), recordText);
  const audit = (secret: string) =>
    spawnSync(process.execPath, ['audit.mjs', 'example.regrade.json', secret], {
      cwd: folder,
      encoding: 'utf8',
    });
  const seed = hiddenSeed(new Uint8Array(32).fill(5), record.manifestSha256);
  assert.equal(audit('05'.repeat(32)).stdout, `hidden seed ${seed}\n`);
  assert.match(audit('06'.repeat(32)).stderr, /Another seed was committed to/);
});
