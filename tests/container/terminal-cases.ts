import { equal, includes } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';
import { Terminal } from './terminal.ts';

export const TERMINAL_CASES: readonly ContractCase[] = [
  {
    title: 'an interactive shell prompts, runs lines, and keeps its session between them',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const terminal = await Terminal.open(container);
      await terminal.until('$ ');
      await terminal.type('mkdir -p a/b && cd a/b && X=seen\r');
      await terminal.until('$ ');
      await terminal.type('echo "$X in $PWD"\r');
      await terminal.until(`seen in ${container.workdir}/a/b\r\n`);
      await terminal.type('exit 3\r');
      equal(await terminal.process.exit, 3);
    },
  },
  {
    title: 'Ctrl-C stops a loop of the shell, and its session and files stay',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const terminal = await Terminal.open(container);
      await terminal.until('$ ');
      await terminal.type('X=before; echo kept > kept.txt\r');
      await terminal.until('$ ');
      await terminal.type('while true; do :; done\r');
      await terminal.until('done\r\n');
      await terminal.type('\u0003');
      await terminal.until('$ ');
      await terminal.type('echo "$X $(cat kept.txt)"\r');
      await terminal.until('before kept\r\n');
      terminal.process.kill();
      equal(await terminal.process.exit, 143);
    },
  },
  {
    title: 'Ctrl-C stops a waiting program with exit code 130',
    run: async (boot: Boot): Promise<void> => {
      const terminal = await Terminal.open(await boot());
      await terminal.until('$ ');
      await terminal.type('sleep 1000\r');
      await terminal.until('1000\r\n');
      await terminal.type('\u0003');
      await terminal.until('^C');
      await terminal.until('$ ');
      await terminal.type('echo code=$?\r');
      await terminal.until('code=130\r\n');
      terminal.process.kill();
    },
  },
  {
    title: 'Ctrl-D on an empty line ends the shell',
    run: async (boot: Boot): Promise<void> => {
      const terminal = await Terminal.open(await boot());
      await terminal.until('$ ');
      await terminal.type('\u0004');
      equal(await terminal.process.exit, 0);
    },
  },
  {
    title: 'a flood in the terminal can be interrupted, and the shell goes on',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.fs.writeFile('flood.txt', `${'z'.repeat(99)}\n`.repeat(100_000));
      const terminal = await Terminal.open(container);
      await terminal.until('$ ');
      await terminal.type('cat flood.txt flood.txt\r');
      await terminal.until('zzz');
      await terminal.type('\u0003');
      await terminal.until('$ ');
      await terminal.type('echo still here | tr a-z A-Z\r');
      includes(await terminal.until('STILL HERE\r\n'), 'echo still here');
      terminal.process.kill();
    },
  },
];
