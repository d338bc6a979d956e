import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { Terminal } from '../../../container/terminal.ts';

/**
 * Shells in shells, the innermost of which has said `up`: what Ctrl-C makes them say, and the exit code. Whether it comes before `sleep`
 * begins or ends it, the same is said.
 */
const SCRIPTS: readonly (readonly [source: string, said: string, exitCode: number])[] = [
  [
    `trap 'echo outer $?' INT; bash -c 'echo up; sleep 1; echo never'; echo after $?`,
    'outer 130\nafter 130\n',
    0,
  ],
  [
    `trap 'echo outer $?' INT; bash -c 'trap "echo inner; exit 3" INT; echo up; sleep 1'; echo after $?`,
    'inner\nouter 3\nafter 3\n',
    0,
  ],
  [
    `trap 'echo outer $?' INT; bash -c 'trap "echo inner" INT; echo up; sleep 1; echo on'; echo after $?`,
    'inner\non\nouter 0\nafter 0\n',
    0,
  ],
  [
    `bash -c 'trap "echo inner" INT; echo up; sleep 1; echo on'; echo after $?`,
    'inner\non\nafter 0\n',
    0,
  ],
  [`bash -c 'echo up; sleep 1; echo never'; echo never`, '', 130],
  [
    `trap 'echo one' INT; bash -c 'trap "echo two" INT; bash -c "trap \\"echo three\\" INT; echo up; sleep 1; echo on"; echo mid'; echo after $?`,
    'three\non\ntwo\nmid\none\nafter 0\n',
    0,
  ],
  [
    `trap 'echo one' INT; bash -c 'bash -c "trap \\"echo three\\" INT; echo up; sleep 1; echo on"; echo mid'; echo after $?`,
    'three\non\nmid\none\nafter 0\n',
    0,
  ],
  [
    `trap 'echo outer' INT; (trap 'echo inner' INT; echo up; sleep 1; echo on); echo after $?`,
    'inner\non\nouter\nafter 0\n',
    0,
  ],
  [
    `trap 'echo outer; exit 9' INT; bash -c 'trap "echo inner" INT; echo up; sleep 1; echo on'; echo never`,
    'inner\non\nouter\n',
    9,
  ],
  [`trap '' INT; echo up; sleep 1; echo on $?`, 'on 0\n', 0],
  [
    `trap '' INT; bash -c 'trap "echo inner" INT; echo up; sleep 1; echo on $?'; echo after $?`,
    'on 0\nafter 0\n',
    0,
  ],
  [
    `trap '' INT; bash -c 'trap - INT; echo up; sleep 1; bash -c trap'; echo after $?`,
    "trap -- '' SIGINT\nafter 0\n",
    0,
  ],
  [
    `trap '' INT; (trap 'echo inner' INT; echo up; sleep 1; echo on); echo after $?`,
    'inner\non\nafter 0\n',
    0,
  ],
  [`trap '' INT; (echo up; sleep 1; echo on $?); echo after $?`, 'on 0\nafter 0\n', 0],
  [
    `trap 'echo outer' INT; bash -c 'trap "" INT; echo up; sleep 1; echo on $?'; echo after $?`,
    'on 0\nouter\nafter 0\n',
    0,
  ],
];

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

test('Ctrl-C runs the trap on INT of each shell that waits for another, when that one has ended', async () => {
  for (const [source, said, exitCode] of SCRIPTS) {
    const container = await engine.boot();
    const terminal = await Terminal.open(container, 'bash', ['-c', source]);
    await terminal.until('up\r\n');
    await terminal.type('\u0003');
    const shown = (await terminal.rest()).replaceAll('\r', '').replace(/^\^C\n/, '');
    assert.deepEqual([shown, await terminal.process.exit], [said, exitCode], source);
    container.teardown();
  }
});

test('at a prompt the learner’s own trap is not for what a script took', async () => {
  const container = await engine.boot();
  const terminal = await Terminal.open(container);
  await terminal.until('$ ');
  await terminal.type(`trap 'echo mine' INT\r`);
  await terminal.until('$ ');
  await terminal.type(`bash -c 'trap "echo inner" INT; echo u""p; sleep 1; echo on'\r`);
  await terminal.until('up\r\n');
  await terminal.type('\u0003');
  await terminal.until('inner\r\non\r\n');
  await terminal.type(`echo e""nd\r`);
  assert.doesNotMatch(await terminal.until('end\r\n'), /^mine/m);
  container.teardown();
});

test('real bash says the same of every one', async (context) => {
  if (spawnSync('bash', ['--version']).error) {
    context.diagnostic('no bash on this machine: what is said of it was not compared');
    return;
  }
  await Promise.all(
    SCRIPTS.map(async ([source, said, exitCode]) => {
      // A group of its own, to which a signal goes as a terminal sends it.
      const shell = spawn('bash', ['-c', source], {
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let shown = '';
      shell.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (shown === '' && shell.pid !== undefined) process.kill(-shell.pid, 'SIGINT');
        shown += text;
      });
      const code = await new Promise((resolve) => {
        shell.on('close', (ended, signal) => {
          resolve(signal === 'SIGINT' ? 130 : ended);
        });
      });
      assert.deepEqual([shown, code], [`up\n${said}`, exitCode], source);
    }),
  );
});
