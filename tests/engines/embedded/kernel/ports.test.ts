import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { LabPorts } from '#container';
import { fakeLab, type FakeLab, type PlayedWorker } from './fake-lab.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const NO_CHANGE = { removed: [], changed: { entries: [], bytes: new Uint8Array(0) } };

let lab: FakeLab;
afterEach(() => {
  lab.end();
});

async function listening(port: number): Promise<{
  worker: PlayedWorker;
  process: Awaited<ReturnType<FakeLab['play']>>['process'];
  ports: LabPorts;
}> {
  const { worker, process } = await lab.play();
  worker.say({ type: 'listen', id: 1, port });
  await worker.next('listening');
  const { ports } = lab.container;
  assert.ok(ports);
  return { worker, process, ports };
}

describe('a port of the lab', () => {
  test('carries a request to the process that listens and its answer back', async () => {
    lab = fakeLab();
    const { worker, ports } = await listening(8000);
    const answered = ports.request(8000, {
      method: 'POST',
      path: '/score?x=1',
      headers: [['Content-Type', 'text/plain']],
      body: bytes('hello'),
    });
    const asked = await worker.next('request');
    assert.deepEqual(asked, {
      type: 'request',
      id: asked.id,
      port: 8000,
      request: {
        method: 'POST',
        path: '/score?x=1',
        headers: [['Content-Type', 'text/plain']],
        body: bytes('hello'),
      },
    });
    const head = { status: 201, statusText: 'Created', headers: [['X-Test', 'a']] as const };
    worker.say({ type: 'respond', id: asked.id, head });
    worker.say({ type: 'respond-data', id: asked.id, data: bytes('one ') });
    worker.say({ type: 'respond-data', id: asked.id, data: bytes('two') });
    worker.say({ type: 'respond-end', id: asked.id });
    const { body, ...rest } = await answered;
    assert.deepEqual(rest, head);
    assert.equal(text(body), 'one two');
  });

  test('streams a body as it is written', async () => {
    lab = fakeLab();
    const { worker, ports } = await listening(8000);
    const opening = ports.stream(8000, { method: 'GET', path: '/' });
    const { id } = await worker.next('request');
    worker.say({ type: 'respond', id, head: { status: 200, statusText: 'OK', headers: [] } });
    const { body } = await opening;
    const reader = body.getReader();
    worker.say({ type: 'respond-data', id, data: bytes('first') });
    assert.equal(text((await reader.read()).value ?? bytes('')), 'first');
    worker.say({ type: 'respond-data', id, data: bytes('second') });
    assert.equal(text((await reader.read()).value ?? bytes('')), 'second');
    worker.say({ type: 'respond-end', id });
    assert.equal((await reader.read()).done, true);
  });

  test('is told by `port` and `server-ready`, and freed when its process is killed', async () => {
    lab = fakeLab();
    const told: unknown[] = [];
    const closed = new Promise<void>((resolve) => {
      lab.container.on('port', (port, kind, url) => {
        told.push(['port', port, kind, url]);
        if (kind === 'close') resolve();
      });
    });
    lab.container.on('server-ready', (port, url) => told.push(['server-ready', port, url]));
    const { process, ports } = await listening(8000);
    assert.deepEqual(await ports.list(), [8000]);
    const waiting = ports.request(8000, { method: 'GET', path: '/' });
    const failed = assert.rejects(waiting, {
      name: 'PortReset',
      message: 'The program on port 8000 closed the connection.',
    });
    process.kill();
    await closed;
    await failed;
    assert.deepEqual(await ports.list(), []);
    assert.deepEqual(told, [
      ['port', 8000, 'open', 'http://localhost:8000'],
      ['server-ready', 8000, 'http://localhost:8000'],
      ['port', 8000, 'close', 'http://localhost:8000'],
    ]);
    await assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
      name: 'PortClosed',
      message: 'Nothing listens on port 8000.',
    });
  });

  test('belongs to one process at a time; port 0 is any that is free', async () => {
    lab = fakeLab();
    const { worker: first } = await listening(8000);
    const { worker: second } = await lab.play();
    second.say({ type: 'listen', id: 7, port: 8000 });
    assert.deepEqual(await second.next('listen-failed'), {
      type: 'listen-failed',
      id: 7,
      code: 'EADDRINUSE',
      message: 'EADDRINUSE: another program listens on port 8000',
    });
    second.say({ type: 'unlisten', port: 8000 });
    second.say({ type: 'listen', id: 8, port: 0 });
    assert.equal((await second.next('listening')).port, 49_152);
    first.say({ type: 'unlisten', port: 8000 });
    second.say({ type: 'listen', id: 9, port: 8000 });
    assert.equal((await second.next('listening', ({ id }) => id === 9)).port, 8000);
  });

  test('can be asked by another process', async () => {
    lab = fakeLab();
    const { worker: server } = await listening(8000);
    const { worker: client } = await lab.play();
    client.say({ type: 'knock', id: 1, port: 8000 });
    client.say({ type: 'knock', id: 2, port: 8001 });
    assert.equal((await client.next('knocked', ({ id }) => id === 1)).open, true);
    assert.equal((await client.next('knocked', ({ id }) => id === 2)).open, false);
    client.say({ type: 'ask', id: 5, port: 8000, request: { method: 'GET', path: '/' } });
    const { id } = await server.next('request');
    const head = { status: 204, statusText: '', headers: [] };
    server.say({ type: 'respond', id, head });
    server.say({ type: 'respond-end', id });
    assert.deepEqual(await client.next('answer'), { type: 'answer', id: 5, head });
    await client.next('answer-end');
    client.say({ type: 'ask', id: 6, port: 1, request: { method: 'GET', path: '/' } });
    assert.deepEqual(await client.next('answer-failed'), {
      type: 'answer-failed',
      id: 6,
      code: 'ECONNREFUSED',
      message: 'nothing listens on port 1',
    });
  });

  test('an asker that goes away is told to the server', async () => {
    lab = fakeLab();
    const { worker, ports } = await listening(8000);
    const abort = new AbortController();
    const gone = assert.rejects(
      ports.request(8000, { method: 'GET', path: '/' }, { signal: abort.signal }),
      { name: 'AbortError' },
    );
    const { id } = await worker.next('request');
    abort.abort();
    await gone;
    assert.deepEqual(await worker.next('request-abandoned'), { type: 'request-abandoned', id });
  });
});

describe('what a hostile server says', () => {
  for (const [title, head] of [
    ['a line end in a header', { status: 200, statusText: '', headers: [['A', 'b\r\nC: d']] }],
    ['a status that is none', { status: 7, statusText: '', headers: [] }],
    ['no head at all', null],
  ] as const) {
    test(`${title} breaks its own connection`, async () => {
      lab = fakeLab();
      const { worker, ports } = await listening(8000);
      const failed = assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
        name: 'PortReset',
        message: /^The program on port 8000 does not speak HTTP: /,
      });
      const { id } = await worker.next('request');
      worker.say({ type: 'respond', id, head });
      await failed;
    });
  }

  test('answers to requests that were never made are dropped', async () => {
    lab = fakeLab();
    const { worker, process } = await listening(8000);
    const head = { status: 200, statusText: 'OK', headers: [] };
    for (const id of [-1, 99, 'x', null]) worker.say({ type: 'respond', id, head });
    worker.say({ type: 'respond-data', id: 99, data: bytes('x') });
    worker.say({ type: 'listen', id: 'x', port: 1 });
    worker.say({ type: 'listen', id: 2, port: 'http' });
    assert.equal((await worker.next('listen-failed')).code, 'EINVAL');
    worker.say({ type: 'exit', code: 3, delta: NO_CHANGE });
    assert.equal(await process.exit, 3);
  });

  test('a body without end is cut at the limit', async () => {
    lab = fakeLab({ bodyBytes: 1_000 });
    const { worker, ports } = await listening(8000);
    const failed = assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
      name: 'PortReset',
      message: 'The answer of port 8000 is longer than 1000 bytes.',
    });
    const { id } = await worker.next('request');
    worker.say({ type: 'respond', id, head: { status: 200, statusText: 'OK', headers: [] } });
    worker.say({ type: 'respond-data', id, data: new Uint8Array(1_001) });
    await failed;
    await worker.next('request-abandoned');
  });

  test('as many ports as a lab may have, and no more', async () => {
    lab = fakeLab({ ports: 2 });
    const { worker } = await listening(8000);
    worker.say({ type: 'listen', id: 2, port: 8001 });
    worker.say({ type: 'listen', id: 3, port: 8002 });
    const { code, message } = await worker.next('listen-failed');
    assert.equal(code, 'EMFILE');
    assert.equal(message, 'EMFILE: 2 ports are open, which is the most');
  });

  test('as many requests under way as a lab may have, and no more', async () => {
    lab = fakeLab({ requests: 1 });
    const { worker, ports } = await listening(8000);
    const first = ports.request(8000, { method: 'GET', path: '/' });
    const { id } = await worker.next('request');
    await assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
      name: 'PortReset',
      message: '1 requests are under way, which is the most.',
    });
    worker.say({ type: 'respond', id, head: { status: 200, statusText: 'OK', headers: [] } });
    worker.say({ type: 'respond-end', id });
    assert.equal((await first).status, 200);
  });
});

test('a body past the limit is refused in the kernel’s words, and never posted', async () => {
  const posted: unknown[] = [];
  lab = fakeLab(
    { bodyBytes: 1_000 },
    {},
    () => undefined,
    (message) => posted.push(message),
  );
  const body = new Uint8Array(1_001);
  await assert.rejects(
    lab.container.ports?.request(8000, { method: 'PUT', path: '/', body }) ?? assert.fail(),
    {
      name: 'HttpNotAllowed',
      message: 'The request cannot be sent: the body is longer than 1000 bytes.',
    },
  );
  assert.deepEqual(posted, []);
});

test('a request that is not HTTP never reaches a server', async () => {
  lab = fakeLab();
  const { worker, ports } = await listening(8000);
  for (const request of [
    { method: 'GET /\r\nX: y', path: '/' },
    { method: 'GET', path: 'http://elsewhere/' },
    { method: 'GET', path: '/a b' },
    { method: 'GET', path: '/', headers: [['A', 'b\nC: d']] as const },
  ]) {
    await assert.rejects(ports.request(8000, request), { name: 'HttpNotAllowed' });
  }
  assert.deepEqual(
    worker.heard.map(({ type }) => type),
    ['start', 'listening'],
  );
});

test('a lab that is closed answers nobody', async () => {
  lab = fakeLab();
  const { worker, ports } = await listening(8000);
  const failed = assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
    name: 'ContainerStopped',
  });
  await worker.next('request');
  lab.container.teardown();
  await failed;
  await assert.rejects(ports.request(8000, { method: 'GET', path: '/' }), {
    name: 'ContainerStopped',
  });
});
