import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastChanged } from '#authoring';

test('a file was last changed on the day of the newest commit that changed it', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-changed-'));
  t.after(() => rmSync(root, { recursive: true }));
  assert.equal(lastChanged('content', root).size, 0, 'outside a repository nothing is said');

  const git = (day: string, ...words: string[]): void => {
    const at = `${day}T12:00:00Z`;
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@site.test', ...words], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, TZ: 'UTC' },
    });
  };
  mkdirSync(join(root, 'content'));
  git('2026-01-01', 'init');
  for (const [day, file] of [
    ['2026-01-02', 'one'],
    ['2026-01-03', 'two'],
    ['2026-01-04', 'one'],
  ] as const) {
    writeFileSync(join(root, 'content', file), day);
    git(day, 'add', '.');
    git(day, 'commit', '-m', day);
  }
  assert.deepEqual(
    [...lastChanged('content', root)],
    [
      ['content/one', '2026-01-04'],
      ['content/two', '2026-01-03'],
    ],
  );
});
