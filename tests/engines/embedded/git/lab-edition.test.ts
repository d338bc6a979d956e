import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labWithRepository } from './lab.ts';

test('git says that it is the lab edition', async () => {
  const lab = await labWithRepository();
  assert.deepEqual(await lab.git(['--version']), {
    code: 0,
    stdout: 'git version 2.39.5 (Plumbline lab edition, isomorphic-git 1.44.17)\n',
    stderr: '',
  });
});

test('an option that the lab edition lacks is refused, never passed over', async () => {
  const lab = await labWithRepository();
  assert.deepEqual(await lab.git(['commit', '--fixup=HEAD']), {
    code: 129,
    stdout: '',
    stderr:
      "error: unknown option `fixup'\nusage: git commit [<options>] [--] [<pathspec>...]\n\n" +
      'hint: The lab edition of git commit has only some of git\'s options: see "git help commit".\n',
  });
  assert.equal((await lab.git(['add', '-p'])).code, 129);
  assert.equal((await lab.git(['log', '--walk-reflogs'])).code, 128);
  assert.equal((await lab.git(['diff', '--word-diff'])).code, 255);
});

test('a command that git has and the lab has not is told apart from one that is none', async () => {
  const lab = await labWithRepository();
  assert.deepEqual(await lab.git(['rebase', '-i']), {
    code: 128,
    stdout: '',
    stderr:
      'fatal: the lab edition of git has no \'rebase\' (git itself has): see "git help" for what there is\n',
  });
  assert.deepEqual(await lab.git(['comit']), {
    code: 1,
    stdout: '',
    stderr:
      "git: 'comit' is not a git command. See 'git --help'.\n\nThe most similar command is\n\tcommit\n",
  });
});

test('a merge that waits for its commit takes the message as prepared, and says so', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'base\n');
  await lab.git(['add', '.']);
  await lab.git(['commit', '-qm', 'base']);
  await lab.git(['switch', '-qc', 'topic']);
  lab.write('a', 'theirs\n');
  await lab.git(['commit', '-qam', 'theirs']);
  await lab.git(['switch', '-q', 'main']);
  lab.write('a', 'ours\n');
  await lab.git(['commit', '-qam', 'ours']);
  assert.equal((await lab.git(['merge', 'topic'])).code, 1);
  assert.equal(lab.read('a'), '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> topic\n');
  lab.write('a', 'both\n');
  await lab.git(['add', 'a']);
  const { code, stderr } = await lab.git(['commit']);
  assert.deepEqual(
    { code, stderr },
    {
      code: 0,
      stderr:
        'hint: The lab has no editor; the message is taken as it stands. Use -m to write another.\n',
    },
  );
  assert.equal((await lab.git(['log', '-1', '--format=%s|%p'])).stdout.split(' ').length, 4);
});

test('a commit without a message is refused: the lab has no editor', async () => {
  const lab = await labWithRepository();
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  assert.deepEqual(await lab.git(['commit']), {
    code: 1,
    stdout: '',
    stderr:
      'error: Terminal is dumb, but EDITOR unset\nPlease supply the message using either -m or -F option.\n',
  });
});
