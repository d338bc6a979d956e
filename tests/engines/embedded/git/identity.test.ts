import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lab } from './lab.ts';

const TELL_ME = `
*** Please tell me who you are.

Run

  git config --global user.email "you@example.com"
  git config --global user.name "Your Name"

to set your account's default identity.
Omit --global to set the identity only in this repository.
`;

async function labWithStagedFile(): Promise<Lab> {
  const lab = new Lab();
  await lab.git(['init']);
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  return lab;
}

test('a commit without an identity is refused in the words of git', async () => {
  const lab = await labWithStagedFile();
  assert.deepEqual(await lab.git(['commit', '-m', 'one']), {
    code: 128,
    stdout: '',
    stderr: `Author identity unknown\n${TELL_ME}\nfatal: unable to auto-detect email address (got 'lab@lab.(none)')\n`,
  });
  assert.equal((await lab.git(['rev-parse', '--verify', '-q', 'HEAD'])).code, 1);
});

test('the identity comes from GIT_AUTHOR_* and GIT_COMMITTER_*, then from the settings', async () => {
  const lab = await labWithStagedFile();
  await lab.git(['config', '--global', 'user.name', 'Set']);
  await lab.git(['config', '--global', 'user.email', 'set@example.test']);
  assert.equal(
    new TextDecoder().decode(lab.tree.readFile('/home/.gitconfig')),
    '[user]\n\tname = Set\n\temail = set@example.test\n',
  );
  lab.env['GIT_AUTHOR_NAME'] = 'From Env';
  lab.env['GIT_AUTHOR_DATE'] = '2024-02-29T12:00:00+0100';
  lab.env['GIT_COMMITTER_DATE'] = '@1700000000 -0330';
  await lab.git(['commit', '-qm', 'one']);
  assert.deepEqual(await lab.git(['log', '--format=%an <%ae> %ad|%cn <%ce> %cd']), {
    code: 0,
    stdout:
      'From Env <set@example.test> Thu Feb 29 12:00:00 2024 +0100|Set <set@example.test> Tue Nov 14 18:43:20 2023 -0330\n',
    stderr: '',
  });
});

test('a date that nobody can read is refused', async () => {
  const lab = await labWithStagedFile();
  Object.assign(lab.env, {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.test',
    GIT_AUTHOR_DATE: 'someday',
  });
  assert.deepEqual(await lab.git(['commit', '-m', 'one']), {
    code: 128,
    stdout: '',
    stderr: 'fatal: invalid date format: someday\n',
  });
});
