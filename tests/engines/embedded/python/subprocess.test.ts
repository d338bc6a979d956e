import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { runPython } from './python-process.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

/** What a program of the lab prints, standard error among it, and its exit code. */
async function runInLab(program: string): Promise<{ code: number; printed: string }> {
  const container = await engine.boot();
  try {
    await container.fs.writeFile('program.py', program);
    const process = await container.spawn('python3', ['program.py']);
    let printed = '';
    await process.output.pipeTo(
      new WritableStream({
        write: (text) => {
          printed += text;
        },
      }),
    );
    return { code: await process.exit, printed: printed.replaceAll('\r\n', '\n') };
  } finally {
    container.teardown();
  }
}

describe('subprocess', () => {
  test('does what it does under real Python', async () => {
    // walk.txt: python3 walk.py, in an empty folder.
    const program = await readFile('tests/fixtures/processes/walk.py', 'utf8');
    const { code, printed } = await runInLab(program);
    const wanted = await readFile('tests/fixtures/processes/walk.txt', 'utf8');
    assert.deepEqual(printed.split('\n'), wanted.split('\n'));
    assert.equal(code, 0);
  });

  test('programs end with the one that started them', async () => {
    const program = `import os, subprocess, sys
from subprocess import PIPE
child = subprocess.Popen([sys.executable, '-uc', 'print("child"); import time; time.sleep(600)'], stdout=PIPE)
print(child.stdout.readline(), flush=True)
if len(sys.argv) == 1:
    subprocess.run('python3 program.py again; echo $?; ps -e | grep -c python3', shell=True)
sys.exit(9)
`;
    const { code, printed } = await runInLab(program);
    // Left are this program and its own child.
    assert.equal(printed, "b'child\\n'\nb'child\\n'\n9\n2\n");
    assert.equal(code, 9);
  });

  test('a child reads the terminal that its parent has left to it', async () => {
    const container = await engine.boot();
    try {
      const program = `import subprocess, sys
subprocess.run([sys.executable, '-c', 'print("child got", input("child? "))'])
print("parent got", input("parent? "))
`;
      await container.fs.writeFile('program.py', program);
      const process = await container.spawn('python3', ['program.py'], {
        terminal: { cols: 80, rows: 24 },
      });
      const writer = process.input.getWriter();
      let printed = '';
      await process.output.pipeTo(
        new WritableStream({
          write: async (text) => {
            const before = printed;
            printed += text;
            for (const who of ['child', 'parent']) {
              const asked = `${who}? `;
              if (printed.includes(asked) && !before.includes(asked))
                await writer.write(`${who}\r`);
            }
          },
        }),
      );
      assert.equal(
        printed.replaceAll('\r\n', '\n'),
        'child? child\nchild got child\nparent? parent\nparent got parent\n',
      );
    } finally {
      container.teardown();
    }
  });

  test('where the browser cannot pause a program, it says so', async () => {
    const options = { snapshot: null, before: 'delete WebAssembly.Suspending;' };
    const { code, stderr } = await runPython(
      ['-c', 'import subprocess; subprocess.run(["ls"])'],
      options,
    );
    assert.equal(code, 1);
    assert.match(
      stderr,
      /\nOSError: \[Errno 95\] this browser cannot pause a program, so that it cannot wait for another one: it lacks WebAssembly JavaScript Promise Integration\. Run the programs from the terminal or a shell script\n$/,
    );
  });
});
