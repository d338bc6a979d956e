import { loop } from '../core/event-loop.ts';
import { endProcess } from '../core/exit.ts';
import { kernel } from '../core/kernel-link.ts';
import { nowMs, startedMs } from '../core/natives.ts';
import { invalidType, nodeError, notInLab } from '../core/node-error.ts';
import { print } from '../core/output.ts';
import { absolute, NODE_VERSION, state } from '../core/process-state.ts';
import { reportFatal } from '../core/report.ts';
import { EventEmitter, onLeak } from './events.ts';
import { systemError } from './fs-errors.ts';
import { makeOutput, makeStdin } from './stdio.ts';

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGUSR2: 12,
  SIGTERM: 15,
};

let stdin: ReturnType<typeof makeStdin> | undefined;
let stdout: ReturnType<typeof makeOutput> | undefined;
let stderr: ReturnType<typeof makeOutput> | undefined;
let exiting = false;
let mask = 0o022;

/** The variables of the environment: always text, as in Node. */
function environment(): Record<string, string> {
  return new Proxy(state.env, {
    set: (target, name, value) => {
      if (typeof name === 'symbol')
        throw new TypeError('Cannot convert a Symbol value to a string');
      target[name] = String(value);
      return true;
    },
    defineProperty: (target, name, descriptor) =>
      Reflect.defineProperty(target, name, {
        ...descriptor,
        configurable: true,
        enumerable: true,
        writable: true,
      }),
  });
}

function hrtime(before?: readonly [number, number]): [number, number] {
  const now = BigInt(Math.round(nowMs() * 1e6)) + 10n ** 12n;
  const then = before ? BigInt(before[0]) * 10n ** 9n + BigInt(before[1]) : 0n;
  return [Number((now - then) / 10n ** 9n), Number((now - then) % 10n ** 9n)];
}

class Process extends EventEmitter {
  title = 'node';
  version: string = NODE_VERSION;
  versions = { node: NODE_VERSION.slice(1), v8: '13.6.233.17-node.37', modules: '137' };
  arch = 'x64';
  platform = 'linux';
  release = { name: 'node', lts: 'Krypton' };
  config = { target_defaults: {}, variables: {} };
  features = { inspector: false, typescript: 'strip', require_module: true };
  exitCode: number | string | undefined = undefined;
  execPath = '/usr/local/bin/node';
  argv: string[] = [];
  argv0 = 'node';
  execArgv: string[] = [];
  env: Record<string, string> = {};
  pid = 0;
  ppid = 1;
  connected = false;
  send?: (message: unknown, ...rest: unknown[]) => boolean;
  disconnect?: () => void;
  hrtime = Object.assign(hrtime, { bigint: () => BigInt(Math.round(nowMs() * 1e6)) + 10n ** 12n });

  get stdin(): object {
    return (stdin ??= makeStdin());
  }
  get stdout(): ReturnType<typeof makeOutput> {
    return (stdout ??= makeOutput(1));
  }
  get stderr(): ReturnType<typeof makeOutput> {
    return (stderr ??= makeOutput(2));
  }

  cwd(): string {
    return state.cwd;
  }
  chdir(folder: unknown): void {
    if (typeof folder !== 'string') throw invalidType('directory', 'string', folder);
    const path = absolute(folder);
    const node = state.tree.tryLookup(path);
    if (!node?.children) throw systemError(node ? 'ENOTDIR' : 'ENOENT', 'chdir', state.cwd, folder);
    state.cwd = path;
  }
  umask(next?: number | string): number {
    const before = mask;
    if (next !== undefined) mask = typeof next === 'string' ? parseInt(next, 8) : next;
    return before;
  }
  uptime(): number {
    return (nowMs() - startedMs) / 1000;
  }
  memoryUsage(): object {
    const { memory } = performance as unknown as {
      memory?: { usedJSHeapSize: number; totalJSHeapSize: number };
    };
    const heapUsed = memory?.usedJSHeapSize ?? 16 * 2 ** 20;
    const heapTotal = memory?.totalJSHeapSize ?? 32 * 2 ** 20;
    return {
      rss: heapTotal + state.tree.bytes,
      heapTotal,
      heapUsed,
      external: state.tree.bytes,
      arrayBuffers: state.tree.bytes,
    };
  }
  cpuUsage(): object {
    return { user: Math.round((nowMs() - startedMs) * 1000), system: 0 };
  }
  resourceUsage(): object {
    return {
      userCPUTime: Math.round((nowMs() - startedMs) * 1000),
      systemCPUTime: 0,
      maxRSS: 65_536,
    };
  }
  getuid(): number {
    return 1000;
  }
  geteuid(): number {
    return 1000;
  }
  getgid(): number {
    return 1000;
  }
  getegid(): number {
    return 1000;
  }
  nextTick(callback: unknown, ...args: unknown[]): void {
    if (typeof callback !== 'function') throw invalidType('callback', 'function', callback);
    loop.nextTick(() => {
      Reflect.apply(callback, undefined, args);
    });
  }
  exit(code?: number | string): never {
    return exitWith(code);
  }
  reallyExit(code?: number): never {
    return endProcess(code ?? 0);
  }
  abort(): never {
    return endProcess(134);
  }
  kill(pid: number, signal: string | number = 'SIGTERM'): boolean {
    const number = typeof signal === 'number' ? signal : SIGNALS[signal];
    if (number === undefined)
      throw nodeError('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${String(signal)}`, TypeError);
    if (pid !== process.pid)
      throw notInLab(
        'killing a process by its number',
        'keep the object that spawn returned, and call its kill()',
      );
    if (number === 0) return true;
    const name = Object.keys(SIGNALS).find((one) => SIGNALS[one] === number) ?? 'SIGTERM';
    if (name !== 'SIGKILL' && process.listenerCount(name) > 0) {
      loop.arrive(() => process.emit(name, name, number));
      return true;
    }
    return endProcess(128 + number);
  }
  emitWarning(warning: unknown, given?: unknown, code?: unknown): void {
    const options =
      typeof given === 'object' && given !== null
        ? (given as { type?: string; code?: string; detail?: string })
        : { type: given as string | undefined, code: code as string | undefined };
    const error =
      warning instanceof Error
        ? warning
        : Object.assign(new Error(String(warning)), { name: options.type ?? 'Warning' });
    if (options.code !== undefined) Object.assign(error, { code: options.code });
    loop.nextTick(() => process.emit('warning', error));
  }
  getBuiltinModule(name: string): unknown {
    return builtin?.(name.replace(/^node:/, ''));
  }
  hasUncaughtExceptionCaptureCallback(): boolean {
    return false;
  }
  get [Symbol.toStringTag](): string {
    return 'process';
  }
}

let builtin: ((name: string) => unknown) | undefined;
export function useForGetBuiltin(given: (name: string) => unknown): void {
  builtin = given;
}

export const process: Process = new Process();

/** Fills in what is known only when the program starts. */
export function beginProcess(): void {
  process.argv = state.argv;
  process.execArgv = state.execArgv;
  process.env = environment();
  process.pid = state.pid;
  let warned = false;
  process.on('warning', (warning: Error & { code?: string; detail?: string }) => {
    if (process.env['NODE_NO_WARNINGS'] === '1') return;
    const codeText = warning.code === undefined ? '' : `[${warning.code}] `;
    print(2, `(node:${process.pid}) ${codeText}${warning.name}: ${warning.message}\n`);
    const kind = warning.name === 'DeprecationWarning' ? 'deprecation' : 'warnings';
    if (!warned)
      print(2, `(Use \`node --trace-${kind} ...\` to show where the warning was created)\n`);
    warned = true;
  });
  onLeak((message, name) => {
    process.emitWarning(message, name);
  });
  if (state.hasParent) beginTalk();
}

/** Messages with the process that started this one: `fork`. */
function beginTalk(): void {
  let letGo: (() => void) | undefined;
  const early: unknown[] = [];
  const hold = () => {
    if (process.connected) letGo ??= loop.hold();
    for (const message of early.splice(0))
      loop.arrive(() => process.emit('message', message, undefined));
  };
  process.connected = true;
  process.send = (message, ...rest) => {
    const callback = rest.findLast((one) => typeof one === 'function') as
      ((error: null) => void) | undefined;
    kernel.say({
      type: 'parent-message',
      data: { kind: 'message', text: JSON.stringify(message) },
    });
    if (callback)
      loop.nextTick(() => {
        callback(null);
      });
    return true;
  };
  process.disconnect = () => {
    if (!process.connected) return;
    process.connected = false;
    letGo?.();
    kernel.say({ type: 'parent-message', data: { kind: 'disconnect' } });
    loop.close(() => process.emit('disconnect'));
  };
  kernel.on('parent-message', ({ data }) => {
    const { kind, text } = data as { kind?: string; text?: string };
    if (kind === 'message' && text !== undefined) {
      const message: unknown = JSON.parse(text);
      if (process.listenerCount('message') > 0)
        loop.arrive(() => process.emit('message', message, undefined));
      else early.push(message);
    } else if (kind === 'disconnect' && process.connected) {
      process.connected = false;
      letGo?.();
      loop.arrive(() => process.emit('disconnect'));
    }
  });
  process.on('newListener', (name: string) => {
    if (name === 'message') loop.nextTick(hold);
  });
}

function codeOf(given: unknown): number {
  if (given === undefined || given === null) return 0;
  const code = Number(given);
  if (!Number.isInteger(code)) throw invalidType('code', 'number', given);
  return code;
}

/** `process.exit`: tells the program, prints what waits, ends. */
export function exitWith(code?: number | string): never {
  if (code !== undefined) process.exitCode = codeOf(code);
  if (!exiting) {
    exiting = true;
    (process as unknown as { _exiting: boolean })._exiting = true;
    try {
      process.emit('exit', codeOf(process.exitCode));
    } catch (error) {
      reportFatal(error);
      return endProcess(7);
    }
  }
  return endProcess(codeOf(process.exitCode));
}

/** An error that nobody caught: the program may; else it is reported and ends the program. */
export function uncaught(
  error: unknown,
  origin: 'uncaughtException' | 'unhandledRejection',
  fromPromise = origin === 'unhandledRejection',
): void {
  if (process.listenerCount('uncaughtExceptionMonitor') > 0)
    process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') > 0 && !exiting) {
    try {
      process.emit('uncaughtException', error, origin);
      return;
    } catch (other) {
      reportFatal(other);
      return endProcess(7);
    }
  }
  reportFatal(error, { isRejection: fromPromise });
  process.exitCode = 1;
  return exitWith(1);
}

interface Rejection {
  readonly promise: Promise<unknown>;
  readonly reason: unknown;
}
const rejections: Rejection[] = [];

export function noteRejection(reason: unknown, promise: Promise<unknown>): void {
  rejections.push({ reason, promise });
  loop.nextTick(() => undefined);
}

export function reportRejections(): void {
  for (const { reason, promise } of rejections.splice(0)) {
    if (process.listenerCount('unhandledRejection') > 0)
      process.emit('unhandledRejection', reason, promise);
    else uncaught(reason, 'unhandledRejection');
  }
}
