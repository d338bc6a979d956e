// The script of the bridge's `/headless` page: the host's side of the protocol that the unmodified client speaks, with
// everything real behind it asked of the bridge's server.
import * as Comlink from 'comlink';
import type { BridgeAnswer, BridgeCall, BridgeEvent, RunRequest } from './bridge-protocol.ts';

type Output = (chunk: Uint8Array | null) => void;
type WatchListener = (kind: string, name: string) => void;

/** The key that the client was configured with is the word that opens the bridge. */
const token = new URL(location.href).searchParams.get('client_id') ?? '';
const headers = { 'X-Bridge-Token': token };

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
};
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const packed = (value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: toBase64(value) } : value;
const unpacked = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? fromBase64(value.base64 as string)
    : value;

async function ask(call: BridgeCall): Promise<unknown> {
  const body = JSON.stringify({ ...call, args: call.args.map(packed) });
  const response = await fetch('/call', { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`the bridge answered ${response.status}`);
  const answer = (await response.json()) as BridgeAnswer;
  if ('error' in answer) throw new Error(answer.error);
  return unpacked(answer.value);
}

class Instance {
  readonly #id: number;
  readonly #info: { readonly path: string; readonly cwd: string };
  readonly #outputs = new Map<number, Output | undefined>();
  readonly #exits = new Map<number, (code: number) => void>();
  readonly #watches = new Map<number, WatchListener>();
  readonly #listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  readonly #closing = new AbortController();
  #nextId = 1;

  constructor(id: number, info: { path: string; cwd: string }) {
    this.#id = id;
    this.#info = info;
  }

  static async build({ workdirName }: { workdirName?: string }): Promise<Instance> {
    const built = (await ask({ instance: 0, method: 'build', args: [workdirName] })) as {
      id: number;
      path: string;
      cwd: string;
    };
    const instance = new Instance(built.id, built);
    await instance.#listen();
    return instance;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#closing;
    const response = await fetch(`/events?instance=${this.#id}`, { headers, signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('the bridge tells nothing');
    const follow = async () => {
      let pending = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (pending + part.value).split('\n');
        pending = lines.pop() ?? '';
        for (const line of lines) if (line !== '') this.#hear(JSON.parse(line) as BridgeEvent);
      }
    };
    void follow().catch(() => undefined);
  }

  #hear(event: BridgeEvent): void {
    if (event.type === 'output') this.#outputs.get(event.process)?.(fromBase64(event.base64));
    else if (event.type === 'watched') this.#watches.get(event.watch)?.(event.kind, event.name);
    else if (event.type === 'port') {
      const url = `http://localhost:${event.port}`;
      this.#emit('port', event.port, event.kind, url);
      if (event.kind === 'open') this.#emit('server-ready', event.port, url);
    } else {
      this.#outputs.get(event.process)?.(null);
      this.#exits.get(event.process)?.(event.code);
      this.#outputs.delete(event.process);
      this.#exits.delete(event.process);
    }
  }

  #emit(name: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(...args);
  }

  #ask(method: string, ...args: unknown[]): Promise<unknown> {
    return ask({ instance: this.#id, method, args });
  }

  runtimeInfo(): { path: string; cwd: string } {
    return this.#info;
  }

  previewScript(): null {
    return null;
  }

  setPreviewScript(): void {
    return;
  }

  setCredentials(): void {
    return;
  }

  async loadFiles(payload: Uint8Array, { mountPoints }: { mountPoints?: string } = {}) {
    await this.#ask('loadFiles', payload, mountPoints ?? '.');
  }

  serialize(path: string, options: object): Promise<unknown> {
    return this.#ask('serialize', path, options);
  }

  fs(): unknown {
    const call =
      (method: string) =>
      (...args: unknown[]) =>
        this.#ask(method, ...args);
    return Comlink.proxy({
      readFile: call('readFile'),
      writeFile: call('writeFile'),
      readdir: call('readdir'),
      mkdir: call('mkdir'),
      rm: call('rm'),
      rename: call('rename'),
      watch: async (path: string, options: unknown, listener: WatchListener) => {
        const id = this.#nextId++;
        this.#watches.set(id, listener);
        await this.#ask('watch', id, path, options);
        const close = async () => {
          this.#watches.delete(id);
          await this.#ask('unwatch', id);
        };
        return Comlink.proxy({ close });
      },
    });
  }

  on(event: string, listener: (...args: unknown[]) => void): unknown {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return Comlink.proxy(() => listeners.delete(listener));
  }

  async run(
    request: RunRequest,
    _stdout: unknown,
    _stderr: unknown,
    output: Output | undefined,
  ): Promise<unknown> {
    const process = this.#nextId++;
    this.#outputs.set(process, output);
    const onExit = new Promise<number>((resolve) => this.#exits.set(process, resolve));
    await this.#ask('run', process, request);
    return Comlink.proxy({
      onExit,
      write: (data: string) => this.#ask('write', process, data),
      kill: () => void this.#ask('kill', process),
      resize: ({ cols, rows }: { cols: number; rows: number }) =>
        this.#ask('resize', process, cols, rows),
    });
  }

  async teardown(): Promise<void> {
    await this.#ask('teardown');
    this.#closing.abort();
  }
}

const { port1, port2 } = new MessageChannel();
Comlink.expose(
  {
    build: async (options: { workdirName?: string }) =>
      Comlink.proxy(await Instance.build(options)),
  },
  port1,
);
parent.postMessage({ type: 'init' }, '*', [port2]);
