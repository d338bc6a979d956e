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

const APP = `
import asyncio, json

async def app(scope, receive, send):
    if scope['type'] == 'lifespan':
        while True:
            message = await receive()
            if message['type'] == 'lifespan.startup':
                scope['state']['model'] = 'loan-default'
            await send({'type': message['type'] + '.complete'})
            if message['type'] == 'lifespan.shutdown':
                return
    if scope['path'] == '/boom':
        raise ValueError('boom')
    if scope['path'] == '/stream':
        await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'text/event-stream')]})
        for n in range(3):
            await asyncio.sleep(0.005)
            await send({'type': 'http.response.body', 'body': b'data: %d\\n\\n' % n, 'more_body': True})
        await send({'type': 'http.response.body', 'body': b''})
        return
    message = await receive()
    answer = json.dumps({
        'method': scope['method'], 'path': scope['path'], 'query': scope['query_string'].decode(),
        'type': dict(scope['headers']).get(b'content-type', b'').decode(),
        'body': message['body'].decode(), 'state': scope['state'],
    }).encode()
    await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'content-type', b'application/json'), (b'content-length', str(len(answer)).encode())]})
    await send({'type': 'http.response.body', 'body': answer})
`;

describe('uvicorn, lab edition', () => {
  test('serves an ASGI application with uvicorn’s options and words', async () => {
    const site = await serve(engine, { 'app.py': APP }, ['uvicorn', 'app:app', '--port', '8080']);
    assert.equal(site.port, 8080);
    const answer = await site.ask({
      path: '/v2/models/a%20b/infer?x=1',
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: bytes('{"a":1}'),
    });
    assert.equal(answer.status, 200);
    assert.equal(headerOf(answer.headers, 'server'), 'uvicorn');
    assert.deepEqual(JSON.parse(textOf(answer)), {
      method: 'POST',
      path: '/v2/models/a b/infer',
      query: 'x=1',
      type: 'application/json',
      body: '{"a":1}',
      state: { model: 'loan-default' },
    });
    assert.equal(await site.text('/stream'), 'data: 0\n\ndata: 1\n\ndata: 2\n\n');
    const broken = await site.ask({ path: '/boom' });
    assert.equal(broken.status, 500);
    assert.equal(textOf(broken), 'Internal Server Error');
    assert.equal((await site.ask({ path: '/' })).status, 200);
    await site.stop();
    const lines = site.printed().split('\n');
    assert.match(lines[0] ?? '', /^INFO: {5}Started server process \[\d+\]$/);
    assert.deepEqual(lines.slice(1, 4), [
      'INFO:     Waiting for application startup.',
      'INFO:     Application startup complete.',
      'INFO:     Uvicorn running on http://127.0.0.1:8080 (Press CTRL+C to quit)',
    ]);
    assert.match(site.printed(), /ERROR: {4}Exception in ASGI application\n[^]*ValueError: boom\n/);
  });

  test('is a module and a library too, and serves WSGI when told', async () => {
    const program = `
import uvicorn

def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [environ['PATH_INFO'].encode()]

if __name__ == '__main__':
    uvicorn.run(app, port=9000, interface='wsgi', log_level='warning')
`;
    const library = await serve(engine, { 'app.py': program }, ['python3', 'app.py']);
    assert.equal(library.port, 9000);
    assert.equal(await library.text('/a/b'), '/a/b');
    await library.stop();
    assert.equal(library.printed(), '');
    const module = await serve(engine, { 'app.py': APP }, ['python3', '-m', 'uvicorn', 'app:app']);
    assert.equal(module.port, 8000);
    assert.equal((await module.ask({ path: '/' })).status, 200);
    await module.stop();
  });

  test('asks are answered while another one waits', async () => {
    const site = await serve(engine, { 'app.py': APP }, ['uvicorn', 'app:app']);
    const slow = site.text('/stream');
    const quick = await Promise.all(['/1', '/2', '/3'].map((path) => site.text(path)));
    assert.deepEqual(
      quick.map((text) => (JSON.parse(text) as { path: string }).path),
      ['/1', '/2', '/3'],
    );
    assert.equal(await slow, 'data: 0\n\ndata: 1\n\ndata: 2\n\n');
    await site.stop();
  });

  for (const [argument, words] of [
    ['nothing:app', 'ERROR:    Error loading ASGI app. Could not import module "nothing".\n'],
    [
      'app:nothing',
      'ERROR:    Error loading ASGI app. Attribute "nothing" not found in module "app".\n',
    ],
    [
      'app',
      'ERROR:    Error loading ASGI app. Import string "app" must be in format "<module>:<attribute>".\n',
    ],
  ] as const) {
    test(`says that ${argument} is not there`, async () => {
      await assert.rejects(serve(engine, { 'app.py': APP }, ['uvicorn', argument]), {
        message: `it ended with 1:\n${words}`,
      });
    });
  }
});
