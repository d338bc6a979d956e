import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { curl } from '../../../../src/engines/embedded/programs/curl/index.ts';
import { wget } from '../../../../src/engines/embedded/programs/curl/wget.ts';
import { fakeLab, type FakeLab, type PlayedWorker } from '../kernel/fake-lab.ts';

let lab: FakeLab;
const decoder = new TextDecoder();
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Answers by path: a redirect, an error, a break, or what it was asked. */
function serve(worker: PlayedWorker): void {
  worker.on((message) => {
    if (message.type === 'start') worker.say({ type: 'listen', id: 1, port: 8000 });
    if (message.type !== 'request') return;
    const { id, request } = message;
    const respond = (
      status: number,
      statusText: string,
      headers: [string, string][],
      body: string,
    ) => {
      worker.say({ type: 'respond', id, head: { status, statusText, headers } });
      worker.say({ type: 'respond-data', id, data: bytes(body) });
      worker.say({ type: 'respond-end', id });
    };
    if (request.path === '/moved') respond(302, 'Found', [['Location', '/there?x=1']], '');
    else if (request.path === '/missing') respond(404, 'Not Found', [], 'nothing here\n');
    else if (request.path === '/broken') worker.say({ type: 'respond-end', id });
    else if (request.path !== '/silent') {
      const headers = request.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
      const body = decoder.decode(request.body);
      respond(
        200,
        'OK',
        [['Content-Type', 'text/plain']],
        `${request.method} ${request.path}\n${headers}\n${body}`,
      );
    }
  });
}

beforeEach(async () => {
  lab = fakeLab({}, { curl, wget }, serve);
  const listening = new Promise((resolve) => lab.container.on('server-ready', resolve));
  await lab.play();
  await listening;
});
afterEach(() => {
  lab.end();
});

async function run(program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const process = await lab.container.spawn(program, args);
  let output = '';
  await process.output.pipeTo(
    new WritableStream({
      write: (text) => {
        output += text;
      },
    }),
  );
  return { code: await process.exit, output };
}

const STANDARD = 'Host: localhost:8000\nUser-Agent: curl/8.14.1\nAccept: */*\n';

describe('curl', () => {
  for (const [args, output] of [
    [['http://localhost:8000/a?b=c'], `GET /a?b=c\n${STANDARD}`],
    [['localhost:8000'], `GET /\n${STANDARD}`],
    [
      ['-sX', 'DELETE', 'http://127.0.0.1:8000/1'],
      `DELETE /1\n${STANDARD.replace('localhost', '127.0.0.1')}`,
    ],
    [
      ['-d', 'a=1', '-d', 'b=2', 'localhost:8000/f'],
      `POST /f\n${STANDARD}Content-Type: application/x-www-form-urlencoded\na=1&b=2`,
    ],
    [
      ['-G', '-d', 'a=1', '--data-urlencode', 'b=x y', 'localhost:8000/f'],
      `GET /f?a=1&b=x+y\n${STANDARD}`,
    ],
    [
      [
        '-H',
        'Content-Type: application/json',
        '-H',
        'Accept:',
        '-d',
        '{"a":1}',
        'localhost:8000/j',
      ],
      'POST /j\nHost: localhost:8000\nUser-Agent: curl/8.14.1\nContent-Type: application/json\n{"a":1}',
    ],
    [
      ['--json', '{"a":1}', 'localhost:8000/j'],
      `POST /j\n${STANDARD}Content-Type: application/json\n{"a":1}`,
    ],
    [['-sL', 'localhost:8000/moved'], `GET /there?x=1\n${STANDARD}`],
    [['-s', '-o', '/dev/null', '-w', '%{http_code}\\n', 'localhost:8000/missing'], '404\n'],
    [['-i', 'localhost:8000/missing'], 'HTTP/1.1 404 Not Found\r\n\r\nnothing here\n'],
    [
      ['-u', 'ada:x', '-sI', 'localhost:8000/'],
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n',
    ],
  ] as const) {
    test(`curl ${args.join(' ')}`, async () => {
      const run_ = await run('curl', ...args);
      if (args.includes('-sI' as never)) assert.ok(run_.output.startsWith(output));
      else assert.deepEqual(run_, { code: 0, output });
    });
  }

  test('reads a body from a file and writes the answer to one', async () => {
    await lab.container.fs.writeFile('in.json', '{\n"a": 1}\n');
    const sent = await run(
      'curl',
      '-s',
      '-o',
      'out.txt',
      '--data-binary',
      '@in.json',
      'localhost:8000/x',
    );
    assert.deepEqual(sent, { code: 0, output: '' });
    const answer = await lab.container.fs.readFile('out.txt', 'utf8');
    assert.match(answer, /^POST \/x\n[^]*\n\{\n"a": 1\}\n$/);
  });

  const network =
    'This lab has no network: only ports of the lab itself can be reached, as localhost.';
  for (const [args, code, output] of [
    [['https://example.com/x'], 6, `curl: (6) Could not resolve host: example.com\n${network}\n`],
    [
      ['http://localhost:1/'],
      7,
      'curl: (7) Failed to connect to localhost port 1 after 0 ms: Could not connect to server\n',
    ],
    [['-s', 'http://localhost:1/'], 7, ''],
    [['-f', 'localhost:8000/missing'], 22, 'curl: (22) The requested URL returned error: 404\n'],
    [['localhost:8000/broken'], 52, 'curl: (52) Empty reply from server\n'],
    [
      ['-m', '0.05', 'localhost:8000/silent'],
      28,
      'curl: (28) Operation timed out after 50 milliseconds\n',
    ],
    [['-d', '@none', 'localhost:8000/'], 26, 'curl: (26) Failed to open none\n'],
    [
      ['--nonsense', 'x'],
      2,
      "curl: option --nonsense: is unknown\ncurl: try 'curl --help' for more information\n",
    ],
    [[], 2, "curl: (2) no URL specified\ncurl: try 'curl --help' for more information\n"],
  ] as const) {
    test(`curl ${args.join(' ')} ends with ${code}`, async () => {
      assert.deepEqual(await run('curl', ...args), { code, output });
    });
  }
});

describe('wget', () => {
  test('saves a file under its name, or prints it', async () => {
    assert.deepEqual(await run('wget', 'http://localhost:8000/data.csv'), {
      code: 0,
      output: "'data.csv' saved\n",
    });
    assert.match(await lab.container.fs.readFile('data.csv', 'utf8'), /^GET \/data\.csv\n/);
    assert.match((await run('wget', '-qO-', 'localhost:8000/a')).output, /^GET \/a\n/);
  });

  test('says what is not there', async () => {
    assert.deepEqual(await run('wget', 'localhost:8000/missing'), {
      code: 8,
      output: 'ERROR 404.\n',
    });
    assert.deepEqual(await run('wget', 'http://example.com/'), {
      code: 4,
      output:
        "wget: unable to resolve host address 'example.com'\nThis lab has no network: only ports of the lab itself can be reached, as localhost.\n",
    });
  });
});
