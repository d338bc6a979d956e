import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readBuiltSite } from '../../../src/cli/hosting/built-site.ts';
import { PRESETS } from '../../../src/cli/hosting/presets.ts';
import { ask } from './ask.ts';

export interface RunningServer {
  /** Scheme, host and port. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** A server program, and how it is started with what its preset has written. */
export interface ServerProgram {
  /** The programs that do; the first that is there. */
  readonly programs: readonly string[];
  start(program: string, folder: string, scratch: string): Promise<RunningServer>;
}

export const SERVERS: Readonly<Record<string, ServerProgram>> = {
  'npm start': {
    programs: [process.execPath],
    start: (node, folder) =>
      startOn((port) =>
        spawn(node, ['src/cli/serve.ts', folder], { env: { ...process.env, PORT: String(port) } }),
      ),
  },
  folder: {
    programs: ['python3'],
    start: (python, folder, scratch) =>
      startOn((port) => {
        writePreset('folder', folder, scratch, port);
        return spawn(python, [join(folder, 'serve.py'), String(port)]);
      }),
  },
  nginx: {
    programs: ['nginx', '/usr/sbin/nginx'],
    start: (nginx, folder, scratch) =>
      startOn((port) => {
        writePreset('nginx', folder, scratch, port);
        const config = join(scratch, 'nginx.conf');
        writeFileSync(
          config,
          `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${scratch}/nginx.pid; error_log ${scratch}/error.log;
           events { worker_connections 64; }
           http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${scratch}/${kind};`).join(' ')}
           include ${scratch}/plumbline.conf; }`,
        );
        return spawn(nginx, ['-p', scratch, '-c', config, '-e', join(scratch, 'error.log')]);
      }),
  },
  caddy: {
    programs: ['caddy'],
    start: (caddy, folder, scratch) =>
      startOn((port) => {
        writePreset('caddy', folder, scratch, port);
        const main = join(scratch, 'main.caddyfile');
        writeFileSync(main, `{\n\tadmin off\n}\nimport ${scratch}/Caddyfile\n`);
        return spawn(caddy, ['run', '--config', main, '--adapter', 'caddyfile'], {
          env: { ...process.env, HOME: scratch, XDG_DATA_HOME: scratch, XDG_CONFIG_HOME: scratch },
        });
      }),
  },
};

/** The program that is there, or `undefined`. */
export function installed(programs: readonly string[]): string | undefined {
  return programs.find((program) => {
    const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' });
    return error === undefined;
  });
}

export function writePreset(name: string, folder: string, scratch: string, port: number): void {
  const site = readBuiltSite(folder);
  const url = new URL(`http://127.0.0.1:${port}${site.base}`);
  mkdirSync(scratch, { recursive: true });
  for (const file of PRESETS[name]?.make(site, { url, root: folder }).files ?? [])
    writeFileSync(join(file.place === 'site' ? folder : scratch, file.path), file.text);
}

/** Starts a program on a free port, and waits until it answers. Another port when somebody was quicker. */
async function startOn(run: (port: number) => ChildProcess): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = run(port);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => (said += part.toString()));
    const ended = once(child, 'exit');
    const origin = `http://127.0.0.1:${port}`;
    if (await answers(origin, child)) {
      return {
        origin,
        stop: async () => {
          child.kill();
          await ended;
        },
      };
    }
    if (attempt === 3) throw new Error(`It ended before it answered:\n${said}`);
  }
}

async function answers(origin: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null) {
    try {
      await ask(`${origin}/`);
      return true;
    } catch {
      // Not listening yet. Each refused connection is a turn of the event loop, so an end of the program is seen.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A folder that a server leaves its files in. */
export const scratchIn = (folder: string, name: string): string => {
  const scratch = join(folder, name.replace(/\W/g, '-'));
  if (!existsSync(scratch)) mkdirSync(scratch, { recursive: true });
  return scratch;
};
