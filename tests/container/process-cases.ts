import { equal, includes, rejection } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';
import { run } from './terminal.ts';

export const PROCESS_CASES: readonly ContractCase[] = [
  {
    title: 'a program prints, and ends with its exit code',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      equal(await run(container, 'echo', ['a', "it's", '$HOME *']), {
        exitCode: 0,
        output: "a it's $HOME *\n",
      });
      equal(await run(container, 'bash', ['-c', 'echo out; echo err >&2; exit 7']), {
        exitCode: 7,
        output: 'out\nerr\n',
      });
    },
  },
  {
    title: 'a program that is not there is exit code 127 and says so',
    run: async (boot: Boot): Promise<void> => {
      const { exitCode, output } = await run(await boot(), 'no-such-program', ['x']);
      equal(exitCode, 127);
      includes(output, 'no-such-program: command not found');
    },
  },
  {
    title: 'a program runs in the folder and with the variables that it is given',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.fs.mkdir('sub');
      const script = 'pwd; echo "$GREETING $HOME"';
      const options = { cwd: 'sub', env: { GREETING: 'hi there' } };
      equal(
        (await run(container, 'bash', ['-c', script], options)).output,
        `${container.workdir}/sub\nhi there ${container.workdir.replace(/\/lab$/, '')}\n`,
      );
      includes(await rejection(container.spawn('pwd', [], { cwd: 'none' })), 'ENOENT');
    },
  },
  {
    title: 'what one program writes, the page and the next program read',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.fs.writeFile('in.txt', 'b\na\n');
      await run(container, 'bash', ['-c', 'sort in.txt > out.txt']);
      equal(await container.fs.readFile('out.txt', 'utf8'), 'a\nb\n');
      equal((await run(container, 'cat', ['out.txt'])).output, 'a\nb\n');
    },
  },
  {
    title: 'a script with a shebang runs, and keeps its mode through mount',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.mount({
        'hi.sh': { file: { contents: '#!/bin/bash\necho "hi $1"\n', mode: 0o755 } as never },
      });
      equal(await run(container, './hi.sh', ['you']), { exitCode: 0, output: 'hi you\n' });
    },
  },
  {
    title: 'a shell without arguments reads its script from standard input',
    run: async (boot: Boot): Promise<void> => {
      const process = await (await boot()).spawn('bash');
      const writer = process.input.getWriter();
      await writer.write('echo one\n');
      await writer.write('echo two\n');
      await writer.close();
      let output = '';
      await process.output.pipeTo(new WritableStream({ write: (text) => void (output += text) }));
      equal([await process.exit, output], [0, 'one\ntwo\n']);
    },
  },
  {
    title: 'a killed program ends, and its output with it',
    run: async (boot: Boot): Promise<void> => {
      const process = await (await boot()).spawn('bash', ['-c', 'while true; do :; done']);
      process.kill();
      equal(await process.exit, 143);
      equal((await process.output.getReader().read()).done, true);
    },
  },
  {
    title: 'programs run side by side',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const loop = await container.spawn('bash', ['-c', 'while true; do :; done']);
      const all = await Promise.all([1, 2, 3].map((n) => run(container, 'echo', [String(n)])));
      equal(
        all.map(({ output }) => output),
        ['1\n', '2\n', '3\n'],
      );
      loop.kill();
      await loop.exit;
    },
  },
  {
    title: 'five megabytes of output arrive whole and in order',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const line = `${'x'.repeat(99)}\n`;
      await container.fs.writeFile('flood.txt', line.repeat(50_000));
      const { exitCode, output } = await run(container, 'cat', ['flood.txt']);
      equal([exitCode, output.length], [0, 5_000_000]);
      equal(output === line.repeat(50_000), true, 'the text being the same');
    },
  },
  {
    title: 'a program whose output nobody reads ends all the same',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.fs.writeFile('flood.txt', 'y\n'.repeat(1_000_000));
      const unread = await container.spawn('cat', ['flood.txt']);
      equal(await unread.exit, 0);
      const dropped = await container.spawn('cat', ['flood.txt'], { output: false });
      equal(await dropped.exit, 0);
    },
  },
  {
    title: 'two containers know nothing of each other',
    run: async (boot: Boot): Promise<void> => {
      const [one, other] = [await boot(), await boot()];
      await one.fs.writeFile('mine', '');
      equal(await other.fs.readdir('.'), []);
    },
  },
  {
    title: 'a torn down container ends its programs and refuses all else',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const loop = await container.spawn('bash', ['-c', 'while true; do :; done']);
      container.teardown();
      equal((await loop.exit) > 128, true, 'the exit code being that of a signal');
      includes(await rejection(container.fs.readdir('.')), 'The lab was closed');
      container.teardown();
    },
  },
];
