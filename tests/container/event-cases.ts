import { equal, includes, rejection } from './assertions.ts';
import type { Boot, ContractCase } from './contract.ts';
import { run, Terminal } from './terminal.ts';

const SERVER =
  "require('http').createServer((request, response) => response.end('asked for ' + request.url)).listen(4321)";

export const EVENT_CASES: readonly ContractCase[] = [
  {
    title: 'a listener hears that a port opens and closes, until it is taken away',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const told: string[] = [];
      const unwanted: string[] = [];
      const closed = new Promise<void>((resolve) => {
        container.on('port', (port, kind) => {
          told.push(`${port} ${kind}`);
          if (kind === 'close') resolve();
        });
      });
      const ready = new Promise<string>((resolve) => {
        container.on('server-ready', (port, url) => {
          resolve(`${port} ${new URL(url).protocol}`);
        });
      });
      const off = container.on('port', (port, kind) => {
        unwanted.push(`${port} ${kind}`);
      });
      off();
      const server = await container.spawn('node', ['-e', SERVER]);
      includes(await ready, '4321 http');
      server.kill();
      await server.exit;
      await closed;
      equal(told, ['4321 open', '4321 close']);
      equal(unwanted, []);
    },
  },
  {
    title: 'a port is listed and asked while a program listens, and refuses afterwards',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const { ports } = container;
      if (!ports) throw new Error('the container has no ports to ask');
      equal(await ports.list(), []);
      const ready = new Promise<number>((resolve) => {
        container.on('server-ready', resolve);
      });
      const server = await container.spawn('node', ['-e', SERVER]);
      equal(await ready, 4321);
      equal(await ports.list(), [4321]);
      const { status, body } = await ports.request(4321, { method: 'GET', path: '/a?b=c' });
      equal([status, new TextDecoder().decode(body)], [200, 'asked for /a?b=c']);
      server.kill();
      await server.exit;
      includes(await rejection(ports.request(4321, { method: 'GET', path: '/' })), '4321');
    },
  },
  {
    title: 'kill ends what a program left in the background, also when it has ended itself',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const events: string[] = [];
      let woken: () => void = () => undefined;
      container.on('port', (port, kind) => {
        events.push(`${port} ${kind}`);
        woken();
      });
      const until = async (event: string) => {
        while (!events.includes(event)) await new Promise<void>((resolve) => (woken = resolve));
      };
      await container.fs.writeFile('serve.js', SERVER.replace('4321', '4324'));
      const served = 'until curl -s localhost:4324 >/dev/null; do sleep 0.1; done';
      const shell = await container.spawn('bash', ['-c', `node serve.js & ${served}`]);
      equal(await shell.exit, 0);
      await until('4324 open');
      shell.kill();
      await until('4324 close');
      equal((await run(container, 'echo', ['usable'])).output, 'usable\n');
    },
  },
  {
    title: 'a terminal that is resized tells its programs',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const terminal = await Terminal.open(container);
      await terminal.until('$ ');
      terminal.process.resize({ cols: 103, rows: 31 });
      const sum = 'process.stdout.columns * 1000 + process.stdout.rows';
      await terminal.type(`node -e "console.log('size ' + (${sum}))"\r`);
      await terminal.until('size 103031');
    },
  },
  {
    title: 'after a container is torn down another one boots, empty',
    run: async (boot: Boot): Promise<void> => {
      const first = await boot();
      await first.fs.writeFile('left.txt', 'left');
      first.teardown();
      const second = await boot();
      equal(await second.fs.readdir('.'), []);
      equal((await run(second, 'ls')).output, '');
    },
  },
  {
    title: 'a program that is killed by a signal has 128 and its number for an exit code',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      equal((await run(container, 'bash', ['-c', 'kill -TERM $$; sleep 5'])).exitCode, 143);
      equal((await run(container, 'bash', ['-c', 'kill -KILL $$; sleep 5'])).exitCode, 137);
      equal((await run(container, 'bash', ['-c', 'echo x > file; ./file; exit $?'])).exitCode, 126);
    },
  },
  {
    title: 'Python asks its terminal with input()',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      const terminal = await Terminal.open(container, 'python3', [
        '-c',
        'print("hello " + input("name? "))',
      ]);
      await terminal.until('name? ');
      await terminal.type('Mara\r');
      await terminal.until('hello Mara');
      equal(await terminal.process.exit, 0);
    },
  },
  {
    title: 'a server of Python answers programs of the lab',
    run: async (boot: Boot): Promise<void> => {
      const container = await boot();
      await container.fs.writeFile('page.txt', 'from Python');
      const ready = new Promise<number>((resolve) => {
        container.on('server-ready', resolve);
      });
      const server = await container.spawn('python3', ['-m', 'http.server', '4322']);
      const ended = server.exit.then((code) => `the server ended with ${code}`);
      equal(await Promise.race([ready, ended]), 4322);
      equal(
        (await run(container, 'curl', ['-s', 'http://localhost:4322/page.txt'])).output,
        'from Python',
      );
      server.kill();
      await server.exit;
    },
  },
];
