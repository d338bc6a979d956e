import { invalidType, notInLab } from '../core/node-error.ts';
import { pathOfUrl } from '../loader/file-url.ts';
import { ChildProcess, type SpawnOptions, type Way } from './child-process.ts';
import { inspect } from './inspect.ts';
import { process } from './process.ts';

function waysOf(stdio: SpawnOptions['stdio']): { ways: [Way, Way, Way]; talks: boolean } {
  const list = Array.isArray(stdio) ? (stdio as readonly unknown[]) : [stdio, stdio, stdio];
  const wayOf = (given: unknown, index: number): Way => {
    if (given === undefined || given === null || given === 'pipe' || given === 'overlapped')
      return 'pipe';
    if (given === 'ignore') return 'ignore';
    if (
      given === 'inherit' ||
      given === index ||
      given === process.stdout ||
      given === process.stderr ||
      given === process.stdin
    )
      return 'inherit';
    throw notInLab(`stdio ${inspect(given)}`, "use 'pipe', 'inherit' or 'ignore'");
  };
  return {
    ways: [wayOf(list[0], 0), wayOf(list[1], 1), wayOf(list[2], 2)],
    talks: list.includes('ipc'),
  };
}

export function spawn(command: unknown, args?: unknown, options?: unknown): ChildProcess {
  if (typeof command !== 'string') throw invalidType('file', 'string', command);
  const list = Array.isArray(args) ? (args as unknown[]).map(String) : [];
  const given = ((Array.isArray(args) ? options : (args ?? options)) ?? {}) as SpawnOptions;
  const { ways, talks } = waysOf(given.stdio);
  if (given.shell !== undefined && given.shell !== false) {
    return new ChildProcess('/bin/sh', ['-c', [command, ...list].join(' ')], given, ways, talks);
  }
  const plain = { ...given };
  Reflect.deleteProperty(plain, 'shell');
  return new ChildProcess(command, list, plain, ways, talks);
}

type Done = (error: Error | null, stdout: string | Buffer, stderr: string | Buffer) => void;

function collected(
  child: ChildProcess,
  shown: string,
  options: SpawnOptions,
  done: Done | undefined,
): ChildProcess {
  const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const most = options.maxBuffer ?? 1024 * 1024;
  let sizeBytes = 0;
  let exceeded: string | undefined;
  let failure: Error | undefined;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > most && exceeded === undefined) {
        exceeded = name;
        child.kill();
      }
      parts[name].push(chunk);
    });
  }
  const asText = (chunks: Buffer[]) => {
    const whole = Buffer.concat(chunks);
    return options.encoding === 'buffer'
      ? whole
      : whole.toString((options.encoding ?? 'utf8') as 'utf8');
  };
  child.on('error', (error: Error) => {
    failure = Object.assign(error, { cmd: shown });
  });
  child.on('close', (code: number | null, signal: string | null) => {
    const [stdout, stderr] = [asText(parts.stdout), asText(parts.stderr)];
    let error: Error | null = failure ?? null;
    if (exceeded !== undefined) {
      error = Object.assign(new RangeError(`${exceeded} maxBuffer length exceeded`), {
        code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER',
        cmd: shown,
      });
    } else if (!error && (code !== 0 || signal !== null)) {
      error = Object.assign(new Error(`Command failed: ${shown}\n${String(stderr)}`), {
        code,
        killed: child.killed,
        signal,
        cmd: shown,
      });
    }
    if (error) Object.assign(error, failure ? {} : { stdout, stderr });
    done?.(error, stdout, stderr);
  });
  return child;
}

export function exec(command: unknown, options?: unknown, callback?: unknown): ChildProcess {
  if (typeof command !== 'string') throw invalidType('command', 'string', command);
  const given = (typeof options === 'object' && options !== null ? options : {}) as SpawnOptions;
  const done = (typeof options === 'function' ? options : callback) as Done | undefined;
  const child = spawn(command, [], { ...given, shell: given.shell ?? true });
  return collected(child, command, given, done);
}

export function execFile(file: unknown, ...rest: unknown[]): ChildProcess {
  if (typeof file !== 'string') throw invalidType('file', 'string', file);
  const args = Array.isArray(rest[0]) ? (rest.shift() as unknown[]).map(String) : [];
  const given = (
    typeof rest[0] === 'object' && rest[0] !== null ? rest.shift() : {}
  ) as SpawnOptions;
  const done = rest.find((one) => typeof one === 'function') as Done | undefined;
  return collected(spawn(file, args, given), [file, ...args].join(' '), given, done);
}

export function fork(file: unknown, args?: unknown, options?: unknown): ChildProcess {
  if (typeof file !== 'string' && !(file instanceof URL))
    throw invalidType('modulePath', 'of type string or an instance of Buffer or URL', file);
  const list = Array.isArray(args) ? (args as unknown[]).map(String) : [];
  const given = ((Array.isArray(args) ? options : (args ?? options)) ?? {}) as SpawnOptions;
  const way = given.silent === true ? 'pipe' : 'inherit';
  const stdio = given.stdio ?? [way, way, way, 'ipc'];
  return spawn('node', [file instanceof URL ? pathOfUrl(file) : file, ...list], {
    ...given,
    stdio,
  });
}

const never = (name: string) => () => {
  throw notInLab(
    `child_process.${name}`,
    `a program in a browser cannot wait without giving way; use ${name.replace('Sync', '')} and its callback`,
  );
};

const promisified = Symbol.for('nodejs.util.promisify.custom');
for (const call of [exec, execFile] as ((...args: unknown[]) => ChildProcess)[]) {
  Object.defineProperty(call, promisified, {
    value: (...args: unknown[]) => {
      let child: ChildProcess | undefined;
      const promise = new Promise((resolve, reject) => {
        child = call(...args, (error: Error | null, stdout: unknown, stderr: unknown) => {
          if (error) reject(Object.assign(error, { stdout, stderr }));
          else resolve({ stdout, stderr });
        });
      });
      return Object.assign(promise, { child });
    },
  });
}

export const childProcess = {
  ChildProcess,
  spawn,
  exec,
  execFile,
  fork,
  execSync: never('execSync'),
  execFileSync: never('execFileSync'),
  spawnSync: never('spawnSync'),
};
