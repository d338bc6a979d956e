import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { headerOf } from '#container';
import { createEmbeddedEngine } from '#engines';
import { serve, textOf } from './served.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

const HANDLER = `
from http.server import BaseHTTPRequestHandler, HTTPServer
import json

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_POST(self):
        length = int(self.headers['Content-Length'])
        body = json.dumps({'path': self.path, 'sent': self.rfile.read(length).decode(), 'host': self.headers['Host']}).encode()
        self.send_response(201)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/broken':
            raise ValueError('broken')
        self.send_response(200)
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for part in (b'one', b'two'):
            self.wfile.write(b'%x\\r\\n%s\\r\\n' % (len(part), part))
        self.wfile.write(b'0\\r\\n\\r\\n')

    def log_message(self, format, *args):
        print(format % args)

with HTTPServer(('', 8000), Handler) as server:
    print('at', server.server_port, flush=True)
    server.serve_forever()
`;

describe('http.server', () => {
  test('serves the files of a folder by `python3 -m http.server`', async () => {
    const site = await serve(engine, { 'index.html': '<h1>hi</h1>\n', 'sub/a.txt': 'a\n' }, [
      'python3',
      '-u',
      '-m',
      'http.server',
      '8123',
    ]);
    assert.equal(site.port, 8123);
    const index = await site.ask({ path: '/' });
    assert.equal(index.status, 200);
    assert.equal(headerOf(index.headers, 'content-type'), 'text/html');
    assert.equal(textOf(index), '<h1>hi</h1>\n');
    assert.equal(await site.text('/sub/a.txt'), 'a\n');
    assert.equal((await site.ask({ path: '/missing' })).status, 404);
    assert.equal((await site.ask({ path: '/sub' })).status, 301);
    const head = await site.ask({ path: '/', method: 'HEAD' });
    assert.equal(headerOf(head.headers, 'Content-Length'), '12');
    assert.equal(head.body.length, 0);
    assert.match(site.printed(), /^Serving HTTP on 0\.0\.0\.0 port 8123 /);
    assert.equal(await site.stop(), 143);
  });

  test('runs a handler of one’s own, with bodies both ways', async () => {
    const site = await serve(engine, { 'serve.py': HANDLER }, ['python3', 'serve.py']);
    const made = await site.ask({ path: '/items?n=1', method: 'POST', body: bytes('über') });
    assert.equal(made.status, 201);
    assert.equal(made.statusText, 'Created');
    assert.deepEqual(JSON.parse(textOf(made)), {
      path: '/items?n=1',
      sent: 'über',
      host: 'localhost:8000',
    });
    assert.equal(await site.text('/'), 'onetwo');
    await assert.rejects(site.ask({ path: '/broken' }), {
      name: 'PortReset',
      message: 'The program on port 8000 closed the connection without an answer.',
    });
    assert.equal(await site.text('/'), 'onetwo');
    assert.match(site.printed(), /ValueError: broken/);
    await site.stop();
  });

  test('a port that is taken is the error that Python knows', async () => {
    const site = await serve(engine, {}, ['python3', '-m', 'http.server']);
    const second = await site.container.spawn('python3', ['-m', 'http.server']);
    let printed = '';
    await second.output.pipeTo(
      new WritableStream({
        write: (text) => {
          printed += text;
        },
      }),
    );
    assert.equal(await second.exit, 1);
    assert.match(printed, /OSError: \[Errno 98\] Address already in use\n$/);
    await site.stop();
  });
});

test('wsgiref serves an application', async () => {
  const program = `
from wsgiref.simple_server import make_server
from wsgiref.validate import validator

def app(environ, start_response):
    size = int(environ.get('CONTENT_LENGTH') or 0)
    body = environ['wsgi.input'].read(size)
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return [environ['REQUEST_METHOD'].encode(), b' ', environ['PATH_INFO'].encode(), b' ', body]

make_server('localhost', 5000, validator(app)).serve_forever()
`;
  const site = await serve(engine, { 'app.py': program }, ['python3', 'app.py']);
  assert.equal(site.port, 5000);
  assert.equal(textOf(await site.ask({ path: '/a', method: 'PUT', body: bytes('x') })), 'PUT /a x');
  await site.stop();
});

test('an asyncio server answers while its other tasks go on', async () => {
  const program = `
import asyncio

ticks = 0

async def tick():
    global ticks
    while True:
        await asyncio.sleep(0.001)
        ticks += 1

async def answer(reader, writer):
    head = await reader.readuntil(b'\\r\\n\\r\\n')
    before = ticks
    while ticks == before:
        await asyncio.sleep(0)
    body = head.split()[1]
    writer.write(b'HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n' % len(body) + body)
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(answer, '127.0.0.1', 7000)
    task = asyncio.create_task(tick())
    async with server:
        await server.serve_forever()

asyncio.run(main())
`;
  const site = await serve(engine, { 'app.py': program }, ['python3', 'app.py']);
  const paths = ['/a', '/b', '/c'];
  assert.deepEqual(await Promise.all(paths.map((path) => site.text(path))), paths);
  await site.stop();
});

test('a program asks a port of another one with urllib, and is refused where nobody listens', async () => {
  const site = await serve(engine, { 'serve.py': HANDLER }, ['python3', 'serve.py']);
  await site.container.fs.writeFile(
    'ask.py',
    `
import json, urllib.request, urllib.error
request = urllib.request.Request('http://localhost:8000/x', data=b'body', method='POST')
with urllib.request.urlopen(request) as response:
    print(response.status, json.load(response)['sent'])
print(urllib.request.urlopen('http://127.0.0.1:8000/').read())
for url in ('http://localhost:9/', 'http://example.com/', 'https://10.0.0.1/'):
    try:
        urllib.request.urlopen(url)
    except urllib.error.URLError as error:
        print(type(error.reason).__name__, error.reason)
`,
  );
  const asking = await site.container.spawn('python3', ['ask.py']);
  let printed = '';
  await asking.output.pipeTo(
    new WritableStream({
      write: (text) => {
        printed += text;
      },
    }),
  );
  assert.equal(await asking.exit, 0, printed);
  const noNetwork =
    'this lab has no network: only ports of the lab itself can be reached, as localhost';
  assert.deepEqual(printed.split('\n').slice(0, 2), ['201 body', "b'onetwo'"]);
  assert.match(printed, /^ConnectionRefusedError \[Errno \d+\] Connection refused$/m);
  assert.ok(printed.includes(`${noNetwork} (asked for example.com)`), printed);
  assert.ok(printed.includes(`${noNetwork} (asked for 10.0.0.1)`), printed);
  await site.stop();
});

test('a server sees what others write, and what it writes while it answers is there at once', async () => {
  const program = `
from http.server import SimpleHTTPRequestHandler, HTTPServer
class Handler(SimpleHTTPRequestHandler):
    def do_POST(self):
        open('log.txt', 'a').write(self.path + '\\n')
        self.send_response(204)
        self.end_headers()
HTTPServer(('', 8000), Handler).serve_forever()
`;
  const files = { 'serve.py': program, 'a.txt': 'one' };
  const site = await serve(engine, files, ['python3', 'serve.py']);
  const { fs } = site.container;
  assert.equal(await site.text('/a.txt'), 'one');
  await fs.writeFile('a.txt', 'two');
  await fs.writeFile('b.txt', 'new');
  assert.equal(await site.text('/a.txt'), 'two');
  assert.equal(await site.text('/b.txt'), 'new');
  await fs.rm('b.txt');
  assert.equal((await site.ask({ path: '/b.txt' })).status, 404);
  assert.equal((await site.ask({ path: '/x', method: 'POST' })).status, 204);
  await site.text('/a.txt');
  assert.equal(await fs.readFile('log.txt', 'utf8'), '/x\n');
  await site.stop();
});

test('a program that is killed has written what it wrote', async () => {
  const container = await engine.boot();
  const program = `
open('kept.txt', 'w').write('kept')
print('written', flush=True)
while True: pass
`;
  const written = new Promise<void>((resolve) => {
    container.fs.watch('.', (_kind, name) => {
      if (name === 'kept.txt') resolve();
    });
  });
  const process = await container.spawn('python3', ['-c', program]);
  await written;
  process.kill();
  await process.exit;
  assert.equal(await container.fs.readFile('kept.txt', 'utf8'), 'kept');
  container.teardown();
});
