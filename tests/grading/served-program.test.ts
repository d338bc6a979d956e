import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Engine, LabContainer } from '#container';
import { holds, runChecks, type GradedLab, type Probe } from '#grading';
import { fakeLab, type FakeLab, type PlayedWorker } from '../engines/embedded/kernel/fake-lab.ts';

let lab: FakeLab | undefined;
afterEach(() => {
  lab?.end();
});

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const NO_CHANGE = { removed: [], changed: { entries: [], bytes: new Uint8Array(0) } };

function engineOf(container: LabContainer): Engine {
  return {
    name: 'played',
    offers: new Set(['shell', 'python', 'servers']),
    boot: () => Promise.resolve(container),
    warm: () => Promise.resolve(),
    onProgress: () => () => undefined,
    dispose: () => undefined,
  };
}

/** Runs checks, one after the other, whose programs are played by the test. */
async function probed(
  looks: ((probe: Probe) => Promise<unknown>) | ((probe: Probe) => Promise<unknown>)[],
  play: (worker: PlayedWorker) => void,
): Promise<void> {
  const played = fakeLab({}, {}, play);
  lab = played;
  const graded: GradedLab = {
    id: 'tiny',
    version: '1.0.0',
    needs: ['servers'],
    passPoints: 1,
    tasks: [],
    checks: [looks].flat().map((look, index) => ({
      id: `look-${index}`,
      run: async (probe) => {
        await look(probe);
        return holds;
      },
    })),
  };
  const engine = engineOf(played.container);
  for (const verdict of await runChecks(graded, {}, { engine, seed: 'tiny-ada' })) {
    assert.equal(verdict.status, 'pass', verdict.status === 'error' ? verdict.message : '');
  }
}

/** A server that says what it was asked. */
function echo(worker: PlayedWorker): void {
  worker.on((message) => {
    if (message.type === 'start') {
      worker.say({ type: 'output', fd: 2, data: bytes('serving\n') });
      worker.say({ type: 'listen', id: 1, port: 8000 });
    } else if (message.type === 'request') {
      const { id, request } = message;
      const body = JSON.stringify([
        request.method,
        request.path,
        request.headers,
        new TextDecoder().decode(request.body),
      ]);
      const headers = [['Content-Type', 'application/json']] as const;
      worker.say({ type: 'respond', id, head: { status: 200, statusText: 'OK', headers } });
      worker.say({ type: 'respond-data', id, data: bytes(body) });
      worker.say({ type: 'respond-end', id });
    }
  });
}

test('a program that serves is started, asked and stopped', async () => {
  await probed(async (probe) => {
    const server = await probe.serve(['python3', 'serve.py'], { port: 8000 });
    assert.equal(server.listening, true);
    assert.equal(server.port, 8000);
    assert.equal(server.command, 'python3 serve.py &');
    assert.equal(server.printed(), 'serving\n');
    const asked = await probe.ask(8000, {
      path: '/v2/infer?a=1',
      json: { inputs: ["it's"] },
      headers: { 'X-Id': '7' },
    });
    assert.equal(asked.status, 200);
    assert.equal(asked.failure, undefined);
    assert.deepEqual(asked.json, [
      'POST',
      '/v2/infer?a=1',
      [
        ['X-Id', '7'],
        ['Content-Type', 'application/json'],
      ],
      `{"inputs":["it's"]}`,
    ]);
    assert.equal(
      asked.command,
      `curl -s -H 'X-Id: 7' -H 'Content-Type: application/json' -d '{"inputs":["it'\\''s"]}' 'http://localhost:8000/v2/infer?a=1'`,
    );
    await server.stop();
    assert.equal(server.exitCode(), 143);
    assert.equal(server.listening, false);
    const after = await probe.ask(8000, { path: '/' });
    assert.equal(after.status, 0);
    assert.equal(after.failure, 'Nothing listens on port 8000.');
  }, echo);
});

test('a server that a check forgets is stopped when the check ends', async () => {
  const forgets = (probe: Probe) => probe.serve(['python3', 'serve.py']);
  const looksAgain = async (probe: Probe) => {
    assert.equal((await probe.ask(8000, { path: '/' })).failure, 'Nothing listens on port 8000.');
  };
  await probed([forgets, looksAgain], echo);
});

test('a program that ends without listening is told with what it printed', async () => {
  await probed(
    async (probe) => {
      const server = await probe.serve(['python3', 'serve.py']);
      assert.equal(server.listening, false);
      assert.equal(server.port, 0);
      assert.equal(server.exitCode(), 1);
      assert.equal(server.printed(), 'SyntaxError\n');
    },
    (worker) => {
      worker.on((message) => {
        if (message.type !== 'start') return;
        worker.say({ type: 'output', fd: 2, data: bytes('SyntaxError\n') });
        worker.say({ type: 'exit', code: 1, delta: NO_CHANGE });
      });
    },
  );
});

test('a server that breaks off is told as such', async () => {
  await probed(
    async (probe) => {
      await probe.serve(['python3', 'serve.py']);
      const asked = await probe.ask(8000, { path: '/' });
      assert.equal(asked.status, 0);
      assert.equal(
        asked.failure,
        'The program on port 8000 closed the connection without an answer.',
      );
    },
    (worker) => {
      worker.on((message) => {
        if (message.type === 'start') worker.say({ type: 'listen', id: 1, port: 8000 });
        if (message.type === 'request') worker.say({ type: 'respond-end', id: message.id });
      });
    },
  );
});
