import assert from 'node:assert/strict';
import type { Engine, LabContainer, LabPorts, LabRequest, LabResponse } from '#container';

const decoder = new TextDecoder();

/** A Python program that serves, in a container of its own. */
export interface Served {
  readonly container: LabContainer;
  readonly ports: LabPorts;
  /** The port that was opened first. */
  readonly port: number;
  ask(request: Partial<LabRequest> & { readonly path: string }): Promise<LabResponse>;
  text(path: string): Promise<string>;
  /** What it has printed. */
  printed(): string;
  /** Ends it and returns the exit code. */
  stop(): Promise<number>;
}

/** Lays the files, starts the program and waits until it listens. Fails with what it printed when it ends instead. */
export async function serve(
  engine: Engine,
  files: Readonly<Record<string, string>>,
  command: readonly string[],
): Promise<Served> {
  const container = await engine.boot();
  for (const [path, contents] of Object.entries(files)) {
    if (path.includes('/')) {
      await container.fs.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    }
    await container.fs.writeFile(path, contents);
  }
  const { ports } = container;
  assert.ok(ports);
  let printed = '';
  const opened = new Promise<number>((resolve) => {
    container.on('server-ready', resolve);
  });
  const [program = '', ...args] = command;
  const process = await container.spawn(program, args);
  const drained = process.output.pipeTo(
    new WritableStream({
      write: (text) => {
        printed += text;
      },
    }),
  );
  const ended = process.exit.then(async (code) => {
    await drained;
    throw new Error(`it ended with ${code}:\n${printed}`);
  });
  const port = await Promise.race([opened, ended]);
  ended.catch(() => undefined);
  const ask: Served['ask'] = (request) => ports.request(port, { method: 'GET', ...request });
  return {
    container,
    ports,
    port,
    ask,
    text: async (path) => decoder.decode((await ask({ path })).body),
    printed: () => printed,
    stop: async () => {
      process.kill();
      const code = await process.exit;
      container.teardown();
      return code;
    },
  };
}

export const textOf = (response: LabResponse): string => decoder.decode(response.body);
