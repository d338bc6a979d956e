import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright';
import { libraryFile } from '../../../../src/engines/embedded/host/build-assets.ts';
import { packTree } from '../../../../src/engines/embedded/kernel/pack.ts';
import {
  PYTHON_FILES,
  pythonFileUrl,
  type PythonFile,
} from '../../../../src/engines/embedded/python/python-files.ts';
import { bundlePythonWorker, snapshotOnce, treeOf } from './python-process.ts';

/** A name that leads nowhere: every request is answered, or counted as an escape, by the test. */
const ORIGIN = 'https://lab.invalid';

/** The script of the frame: it starts Python as the engine does and hands all it says to the page. */
const FRAME_SCRIPT = `
let kit;
const urlOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
addEventListener('message', async ({ data, ports }) => {
  if (data.files) {
    const { module, asm, wasm, stdlib, lock, snapshot, script } = data.files;
    kit = {
      script: urlOf(script),
      assets: {
        pyodideModuleUrl: urlOf(module), asmModuleUrl: urlOf(asm),
        wasm: await WebAssembly.compile(wasm), stdlib: new Uint8Array(stdlib),
        lock: new TextDecoder().decode(lock), snapshot: new Uint8Array(snapshot),
      },
    };
    ports[0].postMessage({ origin: self.origin });
    return;
  }
  const worker = new Worker(kit.script);
  const { port1, port2 } = new MessageChannel();
  const page = ports[0];
  port1.onmessage = (event) => page.postMessage(event.data);
  page.onmessage = (event) => port1.postMessage(event.data);
  worker.onmessage = (event) => page.postMessage({ type: 'leaked', data: String(event.data) });
  worker.onerror = (event) => page.postMessage({ type: 'leaked', data: event.message });
  const channel = new BroadcastChannel('plumbline');
  channel.onmessage = (event) => page.postMessage({ type: 'leaked', data: String(event.data) });
  const assets = data.snapshot ? kit.assets : { ...kit.assets, snapshot: null };
  worker.postMessage({ type: 'boot', kind: 'python', port: port2, assets, memoryBytes: 2 ** 29 }, [port2]);
});
`;

const hash = createHash('sha256').update(FRAME_SCRIPT).digest('base64');
const FRAME = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'; worker-src blob:"><script>${FRAME_SCRIPT}</script>`;
const PAGE = `<!doctype html><title>test</title><iframe sandbox="allow-scripts" src="/frame.html"></iframe>`;

interface BrowserRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly leaked: readonly string[];
  readonly bootMs: number;
  readonly runMs: number;
}

let browser: Browser;
let page: Page;
const escapes: string[] = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  page = await browser.newPage();
  const script = await bundlePythonWorker();
  const snapshot = Buffer.from(await snapshotOnce('jspi'));
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const name = pathname.slice(1);
    if (origin !== ORIGIN) {
      escapes.push(route.request().url());
      await route.abort();
    } else if (name === '') await route.fulfill({ body: PAGE, contentType: 'text/html' });
    else if (name === 'frame.html') await route.fulfill({ body: FRAME, contentType: 'text/html' });
    else if (name === 'script') await route.fulfill({ body: script });
    else if (name === 'snapshot') await route.fulfill({ body: snapshot });
    else if (name === 'stdlib') {
      await route.fulfill({ body: await readFile(await libraryFile()) });
    } else if (name in PYTHON_FILES) {
      await route.fulfill({ body: await readFile(pythonFileUrl(name as PythonFile)) });
    } else await route.fulfill({ status: 404, body: '' });
  });
  await page.goto(ORIGIN);
  const origin = await page.evaluate(
    async (names) => {
      const files: Record<string, ArrayBuffer> = {};
      for (const name of names) files[name] = await (await fetch(`/${name}`)).arrayBuffer();
      const { port1, port2 } = new MessageChannel();
      const frame = document.querySelector('iframe')?.contentWindow;
      const answer = new Promise<{ origin: string }>((resolve) => {
        port1.onmessage = (event) => {
          resolve(event.data as { origin: string });
        };
      });
      frame?.postMessage({ files }, '*', [port2]);
      return (await answer).origin;
    },
    [...Object.keys(PYTHON_FILES), 'snapshot', 'script'],
  );
  assert.equal(origin, 'null');
});

after(async () => {
  await browser.close();
});

function run(
  program: string,
  { typed = null as string | null, snapshot = true } = {},
): Promise<BrowserRun> {
  const { entries } = packTree(treeOf());
  const start = {
    type: 'start',
    argv: ['python3', '-c', program],
    cwd: '/home/lab',
    env: { HOME: '/home', NO_COLOR: '1' },
    interactive: typed !== null,
    toTerminal: typed !== null,
    columns: 80,
    rows: 24,
    stdin: null,
  };
  return page.evaluate(
    ([message, folders, line, withSnapshot]) =>
      new Promise<BrowserRun>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        const text = { 1: '', 2: '' };
        const leaked: string[] = [];
        const began = performance.now();
        let readyAt = 0;
        port1.onmessage = (event) => {
          const said = event.data as { type: string; fd: 1 | 2; data: Uint8Array; code: number };
          if (said.type === 'ready') {
            readyAt = performance.now();
            port1.postMessage({
              ...message,
              tree: { entries: folders, bytes: new Uint8Array(0) },
            });
          } else if (said.type === 'output') text[said.fd] += new TextDecoder().decode(said.data);
          else if (said.type === 'input-wanted') {
            port1.postMessage({ type: 'input', data: new TextEncoder().encode(line ?? '') });
          } else if (said.type === 'exit') {
            const bootMs = readyAt - began;
            const runMs = performance.now() - readyAt;
            const { code } = said;
            resolve({ code, stdout: text[1], stderr: text[2], leaked, bootMs, runMs });
          } else leaked.push(JSON.stringify(said));
        };
        const frame = document.querySelector('iframe')?.contentWindow;
        frame?.postMessage({ snapshot: withSnapshot }, '*', [port2]);
      }),
    [start, entries, typed, snapshot] as const,
  );
}

test('Python boots from the snapshot in a frame without origin or network, and prints', async (t) => {
  const { bootMs, runMs, ...rest } = await run('print("hi")');
  t.diagnostic(`boot ${Math.round(bootMs)} ms, run ${Math.round(runMs)} ms`);
  assert.deepEqual(rest, { code: 0, stdout: 'hi\n', stderr: '', leaked: [] });
});

test('it boots without a snapshot too', async (t) => {
  const { bootMs, ...rest } = await run('print("hi")', { snapshot: false });
  t.diagnostic(`boot ${Math.round(bootMs)} ms`);
  assert.equal(rest.stdout, 'hi\n');
});

test('input() waits for what is typed', async () => {
  const { code, stdout, stderr } = await run('print("hello", input("name? "))', { typed: 'Ada\n' });
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'name? hello Ada\n', stderr: '' });
});

test('sleep and asyncio work without shared memory of the page', async () => {
  const program = `import asyncio, time
start = time.monotonic()
time.sleep(0.1); asyncio.run(asyncio.sleep(0.1))
print(0.19 < time.monotonic() - start < 5)`;
  assert.equal((await run(program)).stdout, 'True\n');
});

/** Each defines \`js\`, the worker's global scope as far as Python can reach it, and uses it. */
const REACH = `import asyncio, gc
select = type(asyncio.new_event_loop()._selector).select
host = dict(zip(select.__code__.co_freevars, select.__closure__))['host'].cell_contents
kinds = [host.sleep.constructor, host.constructor, host]
def attempt(action):
    try:
        action(); print("did")
    except BaseException as error:
        print(type(error).__name__)
for kind in kinds:
    attempt(lambda: kind.constructor("self.postMessage('forged')")())
    attempt(lambda: kind.constructor.constructor("new BroadcastChannel('plumbline').postMessage('forged')")())
    attempt(lambda: kind.constructor.constructor("fetch('https://escape.invalid/')")())
try:
    import js
except ImportError as error:
    print(error)
`;

test('nothing forged comes out, and no request leaves', async () => {
  const result = await run(REACH);
  assert.equal(result.code, 0, result.stderr);
  assert.doesNotMatch(result.stdout, /did/);
  assert.match(result.stdout, /No module named 'js'\n$/);
  assert.deepEqual(result.leaked, []);
  const network = await run('import urllib.request as r\nr.urlopen("https://escape.invalid/")');
  assert.equal(network.code, 1);
  assert.match(network.stderr, /this lab has no network: .*\(asked for escape\.invalid\)>\n$/);
  assert.deepEqual(escapes, []);
});
