import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { didOf, softwareKey, writeExamRecord, writeRegradeRecord } from '#cohort';
import { EXAM_RECORD, RECORD } from '../cohort/example-record.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-credential-docs-'));
after(() => rmSync(root, { recursive: true, force: true }));
const grader = softwareKey(new Uint8Array(32).fill(3));
writeFileSync(join(root, 'lina.regrade.json'), await writeRegradeRecord(RECORD, grader));
writeFileSync(join(root, 'lina.exam-regrade.json'), await writeExamRecord(EXAM_RECORD, grader));

interface Step {
  readonly command: string;
  readonly output: readonly string[];
}

/** The commands of the document's console block, each with what stands below it. */
function stepsIn(document: string): readonly Step[] {
  const block = /```console\n([\s\S]*?)```/.exec(document)?.[1] ?? '';
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.trimEnd().split('\n');
      return { command, output };
    });
}

/** Puts in what the document cannot know: places, the grader's key, and the certificate that was just issued. */
function argumentsOf(command: string): readonly string[] {
  const words = Array.from(
    command.matchAll(/"([^"]*)"|(\S+)/g),
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  return words.slice(words.indexOf('--') + 1).map((word) => {
    if (word === 'did:key:z6Mk…') return didOf(grader);
    if (word.includes('…')) {
      const [issued = ''] = readdirSync(join(root, 'academy/issued'));
      const id = issued.replace(/\.\w+$/, '');
      return word.startsWith('academy') ? join(root, word.replace('…', id)) : word.replace('…', id);
    }
    return /^(?:academy|lina\.)/.test(word) ? join(root, word) : word;
  });
}

test('the commands of docs/credentials.md do what it says', () => {
  const steps = stepsIn(readFileSync('docs/credentials.md', 'utf8'));
  assert.equal(steps.length, 6);
  for (const { command, output } of steps) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['src/cli/credential.ts', ...argumentsOf(command)],
      {
        encoding: 'utf8',
        env: { ...process.env, PLUMBLINE_PASSPHRASE: 'plumb lines hang straight' },
      },
    );
    assert.equal(stderr, '', command);
    assert.equal(status, 0, command);
    const lines = stdout.replaceAll(`${root}/`, '').trimEnd().split('\n');
    assert.equal(lines.length, output.length, `${command}\n${stdout}`);
    for (const [at, line] of output.entries()) {
      const pattern = line.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
      assert.match(lines[at] ?? '', new RegExp(`^${pattern.join('.+')}$`), command);
    }
  }
});
