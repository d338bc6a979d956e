import {
  fromFileSystemTree,
  toFileSystemTree,
  type Capability,
  type Engine,
  type FileEntry,
  type FileSystemTree,
  type LabContainer,
} from '#container';

/** What a program of the fake shell sees and may change. Paths are relative to the program's working directory. */
export interface FakeCall {
  readonly argv: readonly string[];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly read: (path: string) => string | undefined;
  readonly write: (path: string, text: string) => void;
}

export interface FakeResult {
  readonly exitCode?: number;
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string;
}

/** A program; `'hang'` never ends by itself. */
export type FakeProgram = (call: FakeCall) => FakeResult | 'hang';

export interface FakeEngine extends Engine {
  readonly boots: () => number;
  readonly teardowns: () => number;
  readonly kills: () => number;
}

interface FakeSpawn {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The path without `.` and `..`. */
function normal(path: string): string {
  return new URL(path, 'file:///').pathname.slice(1);
}

/** An engine over flat files in memory whose shell knows only the form that the probe uses, and `bash -c` scripts by text. */
export function fakeEngine(
  programs: Readonly<Record<string, FakeProgram>>,
  offers: readonly Capability[] = ['shell', 'python', 'git'],
): FakeEngine {
  let boots = 0;
  let teardowns = 0;
  let kills = 0;

  function boot(): LabContainer {
    boots++;
    const files = new Map<string, FileEntry>();
    const textAt = (path: string) => {
      const entry = files.get(path);
      return entry?.kind === 'file' ? decoder.decode(entry.bytes) : undefined;
    };
    const put = (path: string, data: string | Uint8Array) => {
      files.set(path, {
        kind: 'file',
        bytes: typeof data === 'string' ? encoder.encode(data) : data,
      });
    };
    const under = (folder: string) => (folder === '.' ? '' : `${folder}/`);
    const call = (
      { cwd = '.', env = {} }: FakeSpawn,
      argv: readonly string[],
      stdin: string,
    ): FakeCall => ({
      argv,
      stdin,
      env,
      read: (path) => textAt(normal(`${cwd}/${path}`)),
      write: (path, text) => {
        put(normal(`${cwd}/${path}`), text);
      },
    });

    function start(options: FakeSpawn, args: readonly string[]): FakeResult | 'hang' {
      const [, script = '', , ...rest] = args;
      const inHome = (path: string) => path.replace('/home/lab/', '');
      if (!script.includes('"$program"')) {
        const program = programs[script.trim()];
        return program ? program(call(options, [], '')) : { exitCode: 127 };
      }
      const [input = '', output = '', errors = '', name = '', ...argv] = rest;
      const program = programs[name];
      const result = program
        ? program(call(options, argv, textAt(inHome(input)) ?? ''))
        : { exitCode: 127, stderr: `bash: ${name}: command not found\n` };
      if (result === 'hang') return result;
      put(inHome(output), result.stdout ?? '');
      put(inHome(errors), result.stderr ?? '');
      return result;
    }

    const container = {
      workdir: '/home/lab',
      path: '/bin',
      fs: {
        readFile: (path: string) => {
          const entry = files.get(path);
          return entry?.kind === 'file'
            ? Promise.resolve(entry.bytes)
            : Promise.reject(new Error(`ENOENT: no such file or directory, open '${path}'`));
        },
        writeFile: (path: string, data: string | Uint8Array) => {
          put(path, data);
          return Promise.resolve();
        },
        mkdir: () => Promise.resolve(''),
        rm: (path: string) => {
          for (const key of files.keys()) {
            if (key === path || key.startsWith(`${path}/`)) files.delete(key);
          }
          return Promise.resolve();
        },
        readdir: (path: string) => {
          const inside = [...files.keys()].filter((key) => key.startsWith(under(path)));
          const names = inside.map((key) => key.slice(under(path).length).split('/')[0] ?? '');
          return Promise.resolve([...new Set(names)]);
        },
      },
      mount: (tree: FileSystemTree, { mountPoint = '.' } = {}) => {
        for (const [path, entry] of Object.entries(fromFileSystemTree(tree))) {
          files.set(under(mountPoint) + path, entry);
        }
        return Promise.resolve();
      },
      export: (path: string) => {
        const inside = [...files].filter(([key]) => key.startsWith(under(path)));
        const tree = inside.map(([key, entry]) => [key.slice(under(path).length), entry] as const);
        return Promise.resolve(toFileSystemTree(Object.fromEntries(tree)));
      },
      spawn: (_: string, args: string[], options: FakeSpawn = {}) => {
        const result = start(options, args);
        let end: (code: number) => void = () => undefined;
        const exit = new Promise<number>((resolve) => {
          end = resolve;
        });
        if (result !== 'hang') end(result.exitCode ?? 0);
        return Promise.resolve({
          exit,
          output: new ReadableStream({
            start(controller) {
              if (result !== 'hang' && typeof result.stderr === 'string') {
                controller.enqueue(result.stderr);
              }
              controller.close();
            },
          }),
          kill: () => {
            kills++;
            end(143);
          },
        });
      },
      teardown: () => {
        teardowns++;
      },
    };
    return container as unknown as LabContainer;
  }

  return {
    name: 'fake',
    offers: new Set(offers),
    boot: () => Promise.resolve(boot()),
    warm: () => Promise.resolve(),
    onProgress: () => () => undefined,
    dispose: () => undefined,
    boots: () => boots,
    teardowns: () => teardowns,
    kills: () => kills,
  };
}
