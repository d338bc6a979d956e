import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { didOf, softwareKey, writeExamRecord, writeRegradeRecord } from '#cohort';
import { EXAM_RECORD, RECORD } from '../cohort/example-record.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-credential-'));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = join(root, 'issuer');
const grader = softwareKey(new Uint8Array(32).fill(3));

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/cli/credential.ts', ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, PLUMBLINE_PASSPHRASE: 'plumb lines hang straight' },
    },
  );
  return { status, out: stdout, err: stderr };
}

const record = join(root, 'lina.regrade.json');
writeFileSync(record, await writeRegradeRecord(RECORD, grader));
const examRecord = join(root, 'lina.exam-regrade.json');
writeFileSync(examRecord, await writeExamRecord(EXAM_RECORD, grader));

test('an issuer is made, issues, is verified, revokes and rotates, each by one command', () => {
  const made = run(
    ...['keygen', '--folder', folder, '--name', 'Example Academy'],
    ...['--url', 'https://academy.example/', '--did', 'did:web:academy.example'],
  );
  assert.equal(made.err, '');
  assert.equal(made.status, 0);
  assert.match(made.out, /^Example Academy is did:web:academy\.example\n/);
  assert.equal(statSync(join(folder, 'key.json')).mode & 0o077, 0, 'only its owner reads the key');
  assert.match(
    run('keygen', '--folder', folder).err,
    /^IssuerExists: .* holds an issuer already\./,
  );

  const issue = ['issue', '--folder', folder, '--certificate', 'professional', '--record', record];
  const unknown = run(...issue);
  assert.equal(unknown.status, 2);
  assert.match(unknown.err, /^GraderUnknown: .* was signed by did:key:z6Mk/);
  const accepted = [...issue, '--grader', didOf(grader), '--name', 'Lina Example'];
  const practicalAlone = run(...accepted);
  assert.equal(practicalAlone.status, 2);
  assert.match(
    practicalAlone.err,
    /^CertificateRefused: No certificate for lina:\n {2}MLOps Professional needs a record of its knowledge exam/,
  );
  const issued = run(...accepted, '--record', examRecord);
  assert.equal(issued.err, '');
  const id = /^lina: (urn:uuid:[-0-9a-f]{36})$/m.exec(issued.out)?.[1] ?? '';
  const files = readdirSync(join(folder, 'issued')).sort();
  const base = id.replace('urn:uuid:', '');
  assert.deepEqual(files, [`${base}.json`, `${base}.png`, `${base}.svg`]);

  const published = ['--keys', join(folder, 'public/.well-known/did.json')];
  const trusted = [...published, '--issuer', 'did:web:academy.example=Example Academy'];
  const list = ['--status', join(folder, 'public/status/1.json')];
  for (const file of files.filter((name) => name.endsWith('.svg'))) {
    const good = run('verify', join(folder, 'issued', file), ...trusted, ...list);
    assert.equal(good.status, 0, good.out + good.err);
    assert.match(
      good.out,
      /^This certificate holds\.\n\n● Is it unchanged since it was signed\?\n {4}Yes\./,
    );
    assert.match(
      good.out,
      /It says that Lina Example earned MLOps Professional from Example Academy\./,
    );
  }
  const png = join(folder, 'issued', `${base}.png`);
  const offline = run('verify', png, ...published);
  assert.equal(offline.status, 1);
  assert.match(offline.out, /^Unchanged since it was signed; two questions are open\./);
  assert.match(
    offline.out,
    /○ Has it been revoked\?\n {4}Unknown – offline\. The issuer’s status list is not at hand\./,
  );

  assert.equal(run('revoke', id, '--folder', folder, '--reason', 'a slip').status, 0);
  const revoked = run('verify', png, ...trusted, ...list);
  assert.equal(revoked.status, 1);
  assert.match(
    revoked.out,
    /◆ Has it been revoked\?\n {4}Yes\. The issuer has revoked this badge\./,
  );
  assert.match(
    run('revoke', id, '--folder', folder).err,
    /^StatusListUnusable: found urn:uuid:\S+ was revoked on /,
  );

  const rotated = run('rotate', '--folder', folder);
  assert.equal(rotated.err, '');
  assert.equal(readFileSync(join(folder, 'register.json'), 'utf8').match(/"expires"/g)?.length, 1);
  assert.match(
    run('did', '--folder', folder).out,
    /z6Mk\w+ {2}ended 20\S+\n {2}z6Mk\w+ {2}in use\n$/,
  );
  assert.match(
    run('status', '--folder', folder).out,
    /1 certificates issued, 1 of them revoked\.\n$/,
  );
});

test('bad input is told, with what to do, and leaves nothing behind', () => {
  const missing = run('issue', '--folder', join(root, 'nowhere'), '--certificate', 'professional');
  assert.deepEqual([missing.status, /^IssuerMissing: /.test(missing.err)], [2, true]);
  const wrong = run('issue', '--folder', folder, '--certificate', 'astronaut');
  assert.match(
    wrong.err,
    /^the certificate "astronaut"; expected one of foundations, professional/,
  );
  assert.match(run('verify', record).out, /^This certificate does not hold\./);
  assert.equal(run('verify', join(root, 'gone.json')).status, 2);
  assert.equal(run('fly').status, 2);
  assert.match(run('--help').out, /^npm run credential -- <command>/);
});
