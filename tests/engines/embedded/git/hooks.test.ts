import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HOME, labWithRepository, type Lab } from './lab.ts';

const HOOKS = `${HOME}/.git/hooks`;

function putHook(lab: Lab, name: string, mode = 0o755): void {
  lab.tree.writeFile(`${HOOKS}/${name}`, '#!/bin/sh\nexit 1\n', { mode });
}

async function labWithChange(): Promise<Lab> {
  const lab = await labWithRepository();
  lab.write('a', 'a\n');
  await lab.git(['add', 'a']);
  return lab;
}

describe('hooks are never run, and never passed over in silence', () => {
  test('a commit that a hook guards is refused, and nothing is made', async () => {
    for (const name of ['pre-commit', 'commit-msg']) {
      const lab = await labWithChange();
      putHook(lab, name);
      assert.deepEqual(await lab.git(['commit', '-m', 'one']), {
        code: 1,
        stdout: '',
        stderr:
          `error: the lab edition of git runs no hooks, and '.git/hooks/${name}' has a say in this: nothing was done\n` +
          `hint: "--no-verify" goes on without it; "chmod -x .git/hooks/${name}" switches it off.\n`,
      });
      assert.equal((await lab.git(['log'])).code, 128);
      assert.equal((await lab.git(['commit', '-qm', 'one', '--no-verify'])).code, 0);
      assert.equal((await lab.git(['commit', '-qnm', 'two', '--allow-empty'])).code, 0);
    }
  });

  test('a hook that no option skips is told without one', async () => {
    const lab = await labWithChange();
    putHook(lab, 'prepare-commit-msg');
    const { code, stderr } = await lab.git(['commit', '-nm', 'one']);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /\nhint: "chmod -x \.git\/hooks\/prepare-commit-msg" switches it off\.\n$/,
    );
  });

  test('a hook that is not executable is ignored in git’s words', async () => {
    const lab = await labWithChange();
    putHook(lab, 'pre-commit', 0o644);
    const { code, stderr } = await lab.git(['commit', '-qm', 'one']);
    assert.equal(code, 0);
    assert.equal(
      stderr,
      "hint: The '.git/hooks/pre-commit' hook was ignored because it's not set as executable.\n" +
        'hint: You can disable this warning with `git config advice.ignoredHook false`.\n',
    );
    await lab.git(['config', 'advice.ignoredHook', 'false']);
    assert.equal((await lab.git(['commit', '-qm', 'two', '--allow-empty'])).stderr, '');
  });

  test('a hook that git would have run afterwards is named', async () => {
    const lab = await labWithChange();
    for (const name of ['post-commit', 'post-checkout', 'post-merge']) putHook(lab, name);
    const passed = (name: string) =>
      `hint: The lab edition of git runs no hooks: '.git/hooks/${name}' was passed over.\n`;
    assert.equal((await lab.git(['commit', '-qm', 'one'])).stderr, passed('post-commit'));
    assert.equal((await lab.git(['switch', '-qc', 'topic'])).stderr, passed('post-checkout'));
    await lab.git(['commit', '-qm', 'two', '--allow-empty']);
    await lab.git(['checkout', '-q', 'main']);
    assert.equal((await lab.git(['merge', '-q', 'topic'])).stderr, passed('post-merge'));
  });

  test('core.hooksPath is heeded', async () => {
    const lab = await labWithChange();
    await lab.git(['config', 'core.hooksPath', 'ci/hooks']);
    putHook(lab, 'pre-commit');
    assert.equal((await lab.git(['commit', '-qm', 'one'])).code, 0);
    lab.write('ci/hooks/pre-commit', 'exit 1\n');
    lab.tree.chmod(`${HOME}/ci/hooks/pre-commit`, 0o755);
    const { code, stderr } = await lab.git(['commit', '-qm', 'two', '--allow-empty']);
    assert.equal(code, 1);
    assert.match(stderr, /'\/home\/lab\/ci\/hooks\/pre-commit' has a say in this/);
  });

  test('a push is held back by a hook of either side', async () => {
    const lab = await labWithChange();
    await lab.git(['commit', '-qm', 'one']);
    await lab.git(['init', '-q', '--bare', '../hub.git']);
    await lab.git(['remote', 'add', 'origin', '../hub.git']);
    putHook(lab, 'pre-push');
    assert.equal((await lab.git(['push', 'origin', 'main'])).code, 1);
    lab.tree.writeFile('/home/hub.git/hooks/pre-receive', 'exit 1\n', { mode: 0o755 });
    const { code, stderr } = await lab.git(['push', '--no-verify', 'origin', 'main']);
    assert.equal(code, 1);
    assert.match(stderr, /\n ! \[remote rejected\] main -> main \(pre-receive hook not run\)\n/);
    assert.equal((await lab.git(['ls-remote', 'origin'])).stdout, '');
    lab.tree.rm('/home/hub.git/hooks/pre-receive');
    assert.equal((await lab.git(['push', '--no-verify', 'origin', 'main'])).code, 0);
  });
});

test('a remote that lies outside the lab is refused with what to do instead', async () => {
  const lab = await labWithChange();
  await lab.git(['commit', '-qm', 'one']);
  for (const url of [
    'https://example.test/x.git',
    'ssh://git@example.test/x',
    'git@example.test:team/x.git',
  ]) {
    for (const args of [
      ['clone', url],
      ['fetch', url],
      ['push', url, 'main'],
      ['ls-remote', url],
    ]) {
      const { code, stderr } = await lab.git(args);
      assert.equal(code, 128, args.join(' '));
      assert.equal(
        stderr,
        `fatal: unable to access '${url}': this lab has no network\n` +
          'hint: A remote of the lab is a folder: "git init --bare ../hub.git", then "git clone ../hub.git".\n',
      );
    }
  }
  assert.equal(lab.tree.exists(`${HOME}/x`), false);
});

test('what a lab pulls cannot be rebased, and the refusal changes nothing', async () => {
  const lab = await labWithChange();
  await lab.git(['commit', '-qm', 'one']);
  await lab.git(['clone', '-q', '.', '../copy']);
  await lab.git(['commit', '-qm', 'theirs', '--allow-empty']);
  const copy = '/home/copy';
  await lab.git(['commit', '-qm', 'ours', '--allow-empty'], { cwd: copy });
  const before = (await lab.git(['rev-parse', 'HEAD'], { cwd: copy })).stdout;
  const { code, stderr } = await lab.git(['pull', '--rebase'], { cwd: copy });
  assert.equal(code, 128);
  assert.match(
    stderr,
    /\nfatal: the lab edition of git has no rebase: nothing was changed\. Use "git pull --no-rebase" to merge\.\n$/,
  );
  assert.equal((await lab.git(['rev-parse', 'HEAD'], { cwd: copy })).stdout, before);
});
