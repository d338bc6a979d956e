import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BridgeAnswer, BridgeCall, BridgeEvent } from './bridge-protocol.ts';
import { BridgeInstance, type MachinePrograms } from './bridge-instance.ts';

/** A server that stands in for stackblitz.com: it serves `/headless` and runs real programs for whoever has its token. */
export interface Bridge {
  /** For `WEBCONTAINER_API_IFRAME_URL`; bound to loopback. */
  readonly origin: string;
  /** For `configureAPIKey`: without it nothing is answered. */
  readonly token: string;
  /** How often the page was asked for without the token. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

const HEADERS = {
  // What a page that is cross-origin isolated asks of a frame of another origin.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'no-store',
};

/** The real programs of this machine, or `undefined` where there is no python3 for the bridge to run. */
export function machinePrograms(): MachinePrograms | undefined {
  try {
    const python3 = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
      encoding: 'utf8',
    }).trim();
    return { node: process.execPath, python3 };
  } catch {
    return undefined;
  }
}

/** Starts a bridge. @throws Error when its page does not build. */
export async function startBridge(programs: MachinePrograms, port = 0): Promise<Bridge> {
  const token = randomBytes(24).toString('hex');
  const script = await pageScript();
  const instances = new Map<number, { instance: BridgeInstance; events: EventLog }>();
  const refused: string[] = [];
  let nextId = 1;

  const call = async ({ instance: id, method, args }: BridgeCall): Promise<unknown> => {
    if (method === 'build') {
      const events = new EventLog();
      const name = typeof args[0] === 'string' ? args[0] : 'project';
      const instance = await BridgeInstance.build(name, programs, (event) => events.tell(event));
      instances.set(nextId, { instance, events });
      return { id: nextId++, path: instance.path, cwd: instance.cwd };
    }
    const found = instances.get(id);
    if (!found) throw new Error('the instance was torn down');
    const value = await found.instance.call(method, args.map(unpacked));
    if (method === 'teardown') instances.delete(id);
    return value;
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bridge');
    const given = request.headers['x-bridge-token'] ?? url.searchParams.get('client_id');
    if (url.pathname === '/headless.js') reply(response, 200, 'text/javascript', script);
    else if (given !== token) {
      refused.push(url.pathname);
      reply(response, 403, 'text/plain', 'The key is wrong.');
    } else if (url.pathname === '/headless') {
      reply(response, 200, 'text/html', '<!doctype html><script src="/headless.js"></script>');
    } else if (url.pathname === '/events') {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/x-ndjson' });
      instances.get(Number(url.searchParams.get('instance')))?.events.follow(response);
    } else if (url.pathname === '/call' && request.method === 'POST') {
      void answer(request, call).then((text) => reply(response, 200, 'application/json', text));
    } else reply(response, 404, 'text/plain', 'There is no such page.');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    refused,
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const { instance } of instances.values()) await instance.teardown();
    },
  };
}

/** Events of one instance: kept until the page listens, then sent as they come. */
class EventLog {
  readonly #early: string[] = [];
  #response: ServerResponse | undefined;

  tell(event: BridgeEvent): void {
    const line = `${JSON.stringify(event)}\n`;
    if (this.#response) this.#response.write(line);
    else this.#early.push(line);
  }

  follow(response: ServerResponse): void {
    this.#response = response;
    // The page goes on when the headers are there.
    response.flushHeaders();
    for (const line of this.#early.splice(0)) response.write(line);
  }
}

async function answer(
  request: IncomingMessage,
  call: (question: BridgeCall) => Promise<unknown>,
): Promise<string> {
  let answer: BridgeAnswer;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const question = JSON.parse(Buffer.concat(chunks).toString('utf8')) as BridgeCall;
    answer = { value: packed(await call(question)) };
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) };
  }
  return JSON.stringify(answer);
}

const packed = (value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;

const unpacked = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? new Uint8Array(Buffer.from(String(value.base64), 'base64'))
    : (value ?? undefined);

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': `${type}; charset=utf-8` }).end(body);
}

async function pageScript(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'headless-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]?.contents ?? new Uint8Array(0);
}
