import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { after, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { Unpacker } from '../../../../src/engines/embedded/frame/unpack.ts';

type Listener = ((event: { data: unknown }) => void) | undefined;

/** Runs a worker's script apart from this one's globals, in turns of this thread. */
class ScriptWorker {
  onmessage: Listener;
  readonly #scope: { onmessage?: Listener };
  readonly #started: Promise<void>;

  constructor(url: string) {
    const postMessage = (data: unknown) => this.onmessage?.({ data });
    const scope = createContext({
      postMessage,
      Blob,
      Response,
      DecompressionStream,
      WebAssembly,
    });
    this.#scope = scope;
    this.#started = (async () => {
      const text = (await resolveObjectURL(url)?.text()) ?? '';
      runInContext(text, scope);
    })();
  }

  postMessage(data: object, transfer: Transferable[]): void {
    const cloned = structuredClone(data, { transfer });
    void this.#started.then(() => this.#scope.onmessage?.({ data: cloned }));
  }

  terminate(): void {
    this.#scope.onmessage = undefined;
  }
}

Object.assign(globalThis, { Worker: ScriptWorker });
const unpacker = new Unpacker();
after(() => {
  unpacker.end();
});

const CONTENTS = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251);
const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
/** The smallest module there is. */
const MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

test('a packed asset comes out whole, and its own bytes are given away', async () => {
  const wire = packed(CONTENTS);
  const bytes = await unpacker.unpack(wire, 'bytes');
  assert.deepEqual([bytes.length, Buffer.compare(bytes, CONTENTS)], [300_000, 0]);
  assert.equal(wire.length, 0);
});

test('an asset that a server has unpacked on the way stays as it is', async () => {
  assert.deepEqual(await unpacker.unpack(CONTENTS.slice(), 'bytes'), CONTENTS);
});

test('a module is compiled, packed or not', async () => {
  for (const wire of [packed(MODULE), MODULE.slice()]) {
    assert.ok((await unpacker.unpack(wire, 'module')) instanceof WebAssembly.Module);
  }
});

test('what is cut, longer than it says, or no module is refused in words', async () => {
  const longer = packed(CONTENTS);
  new DataView(longer.buffer).setUint32(longer.length - 4, 5, true);
  for (const [wire, as] of [
    [packed(CONTENTS).slice(0, -1000), 'bytes'],
    [longer, 'bytes'],
    [packed(CONTENTS), 'module'],
  ] as const) {
    await assert.rejects(unpacker.unpack(wire, as), /^Error: a part could not be unpacked: /);
  }
});
