import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nativePython, timeProgram, timeStop } from './native-times.ts';
import { searched } from './search-work.ts';

/** Milliseconds of this machine's own programs; `undefined` where one is not there. */
export interface MachineTimes {
  /** A shell, from its start to its first answer. */
  readonly bashMs: number;
  readonly echoMs: number;
  readonly pipeMs: number;
  readonly grepMs: number;
  readonly nodeMs: number;
  readonly nodeRequestMs: number;
  readonly pythonMs: number | undefined;
  readonly pythonRequestMs: number | undefined;
  readonly stopMs: number | undefined;
  /** `add`, `status` and `commit` of the same 200 files. */
  readonly gitMs: readonly number[] | undefined;
}

const REQUESTS = 20;
const WHO = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'];
const NODE_SERVER =
  "const s = require('http').createServer((q, r) => r.end('hi')).listen(0, '127.0.0.1', () => console.log(s.address().port))";
const PYTHON_SERVER = `import http.server
server = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)
print(server.server_port, flush=True)
server.serve_forever()`;

/** The same things as on the engine's page, done by the machine. */
export async function timeMachine(): Promise<MachineTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    for (const [path, text] of Object.entries(searched)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const python = nativePython();
    const lines = await timeLines(folder);
    return {
      ...lines,
      nodeMs: timeProgram(process.execPath, ['-e', 'console.log(1)']),
      nodeRequestMs: await timeRequests(process.execPath, ['-e', NODE_SERVER], folder),
      pythonMs: python === undefined ? undefined : timeProgram(python, ['-c', 'print(1)']),
      pythonRequestMs:
        python === undefined
          ? undefined
          : await timeRequests(python, ['-c', PYTHON_SERVER], folder),
      stopMs: python === undefined ? undefined : await timeStop(python),
      gitMs: timeGit(folder),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timeLines(cwd: string) {
  const start = performance.now();
  const shell = spawn('bash', { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
  const line = async (text: string): Promise<number> => {
    const from = performance.now();
    shell.stdin.write(`${text}\n`);
    await once(shell.stdout, 'data');
    return performance.now() - from;
  };
  await line('echo up');
  const bashMs = performance.now() - start;
  const times = {
    bashMs,
    echoMs: await line('echo $((40 + 2))'),
    pipeMs: await line("printf 'b\\na\\n' | sort | head -n 1"),
    grepMs: await line('grep -r needle . | wc -l'),
  };
  shell.stdin.end();
  return times;
}

async function timeRequests(program: string, args: string[], cwd: string): Promise<number> {
  const server: ChildProcess = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [port] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const ask = async () => (await fetch(`http://127.0.0.1:${port.toString().trim()}/`)).text();
    await ask();
    const start = performance.now();
    for (let turn = 0; turn < REQUESTS; turn += 1) await ask();
    return (performance.now() - start) / REQUESTS;
  } finally {
    server.kill();
  }
}

function timeGit(cwd: string): readonly number[] | undefined {
  try {
    execFileSync('git', ['init', '-q'], { cwd, stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return [
    ['add', 'part-0', 'part-1', 'part-2', 'part-3'],
    ['status', '--short', '-uno'],
    ['commit', '-q', '-m', 'All of it'],
  ].map((args) => timeProgram('git', [...WHO, ...args], cwd));
}
