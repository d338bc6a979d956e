import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { didOf, writeExamRecord, writeRegradeRecord, type RegradeRecord } from '#cohort';
import { statementOfExam, statementOfRegrade } from '#interop';
import { KEY, OTHER_KEY } from '../cohort/example.ts';
import { EXAM_RECORD, RECORD } from '../cohort/example-record.ts';

const SECRET = 'a secret of twenty-odd letters';
const NAMING = {
  homePage: 'https://academy.example',
  actorSecret: SECRET,
  activities: 'https://academy.example/activities',
};

/** A store of statements of the test's own: it keeps the bytes, and can be away. */
async function openStore() {
  const asked: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[] =
    [];
  const store = { asked, status: 200, endpoint: '', close: (): void => undefined };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push({ headers: { ...request.headers, path: request.url }, body });
      response.writeHead(store.status, { 'Content-Type': 'text/plain' }).end('so it is');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the store has no port');
  store.endpoint = `http://127.0.0.1:${address.port}/xapi/`;
  store.close = () => {
    server.close();
    server.closeAllConnections();
  };
  return store;
}

/** Runs the command. The store answers meanwhile, so this process may not be held up. */
function run(
  cwd: string,
  args: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(process.cwd(), 'src/cli/lrs.ts'), ...args], {
      cwd,
      env: { ...process.env, LRS_KEY: 'user:word', LRS_ACTOR_SECRET: SECRET },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
  });
}

test('nothing is sent without a settings file; with one, re-grades of labs and exams are told in order, opaquely, and once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-lrs-'));
  const other: RegradeRecord = {
    ...RECORD,
    bundleSha256: 'b9'.repeat(32),
    learner: 'omar@academy.example',
    score: { points: 40, maxPoints: 100, passed: false, unmet: ['lock-is-fresh'] },
    results: [{ check: 'lock-is-fresh', status: 'fail' }],
  };
  writeFileSync(join(folder, 'a.regrade.json'), await writeRegradeRecord(RECORD, KEY));
  writeFileSync(join(folder, 'b.regrade.json'), await writeRegradeRecord(other, KEY));
  writeFileSync(join(folder, 'd.exam-regrade.json'), await writeExamRecord(EXAM_RECORD, KEY));
  writeFileSync(join(folder, 'c.regrade.json'), await writeRegradeRecord(RECORD, OTHER_KEY));
  const off = await run(folder, ['.']);
  assert.deepEqual([off.code, off.out], [2, '']);
  assert.match(off.err, /^LrsOff: There is no lrs\.yaml, so nothing is sent\./);

  const store = await openStore();
  try {
    writeFileSync(
      join(folder, 'lrs.yaml'),
      `endpoint: ${store.endpoint}\nkeyFrom: LRS_KEY\nhomePage: ${NAMING.homePage}\nactorSecretFrom: LRS_ACTOR_SECRET\nactivities: ${NAMING.activities}\nsigners: ["${didOf(KEY)}"]\n`,
    );
    // Away: all is kept in the queue.
    store.status = 503;
    const away = await run(folder, ['.']);
    assert.deepEqual(away.code, 3, away.err);
    assert.equal(away.out, '0 told, 3 left in lrs-queue.json, 1 set aside.\n');
    assert.match(
      away.err,
      /c\.regrade\.json is set aside: it is signed by did:key:.+ not among the signers/,
    );
    assert.match(away.err, /statements answers 503: so it is\. Run the same command again later\./);

    // Back: the same command tells what is left, each once.
    store.status = 200;
    const back = await run(folder, ['.']);
    assert.deepEqual(
      [back.code, back.out],
      [1, '3 told, 0 left in lrs-queue.json, 1 set aside.\n'],
    );
    assert.equal(readFileSync(join(folder, 'lrs-queue.json'), 'utf8'), '[]\n');
    const last = store.asked.at(-1);
    assert.deepEqual(
      ['path', 'authorization', 'content-type', 'x-experience-api-version'].map(
        (name) => last?.headers[name],
      ),
      [
        '/xapi/statements',
        `Basic ${Buffer.from('user:word').toString('base64')}`,
        'application/json',
        '1.0.3',
      ],
    );
    assert.equal(
      last?.body,
      JSON.stringify([
        statementOfRegrade(RECORD, NAMING),
        statementOfRegrade(other, NAMING),
        statementOfExam(EXAM_RECORD, NAMING),
      ]),
    );
    assert.ok(!store.asked.some(({ body }) => /lina|omar/.test(body)), 'no learner is named');
  } finally {
    store.close();
  }
});
