import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { BrowserContext, Request } from 'playwright';
import { bytesOf, WireLedger } from '../../src/cli/bench/wire-ledger.ts';

const CLOSED = 'request.sizes: Target page, context or browser has been closed';

function requestOf(url: string, sizes: () => Promise<object>): Request {
  const request = {
    url: () => url,
    resourceType: () => 'script',
    serviceWorker: () => null,
    sizes,
  };
  return request as unknown as Request;
}

/** A context as far as a ledger knows it: it tells of requests that are finished. */
function watched(): { tell: (request: Request) => void; ledger: WireLedger } {
  const context = new EventEmitter();
  const ledger = new WireLedger(context as unknown as BrowserContext);
  return { tell: (request) => void context.emit('requestfinished', request), ledger };
}

test('a ledger sums headers and bodies of what came', async () => {
  const { tell, ledger } = watched();
  for (const responseBodySize of [1_000, 20])
    tell(requestOf('/a.js', () => Promise.resolve({ responseBodySize, responseHeadersSize: 100 })));
  assert.equal(bytesOf(await ledger.entries()), 1_220);
});

test('sizes that a closed page can no longer tell fail whoever asks for them, and nobody else', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    const { tell, ledger } = watched();
    tell(requestOf('/late.js', () => Promise.reject(new Error(CLOSED))));
    // Node tells of rejections that nobody took once the queue of promises is empty.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled, []);
    await assert.rejects(ledger.entries(), new Error(CLOSED));
  } finally {
    process.off('unhandledRejection', note);
  }
});
