import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DEFAULT_SPARES } from '../../src/engines/embedded/frame/worker-host.ts';
import { bundleIsolatedChild } from '../../src/engines/embedded/host/bundle-workers.ts';
import { IsolatedProcess } from '../../src/engines/embedded/host/isolated-process.ts';
import {
  ISOLATION_LIMITS,
  type FromChild,
} from '../../src/engines/embedded/host/isolation-protocol.ts';
import { NODE_FILES } from '../../src/engines/embedded/host/node-files.ts';
import { nodePrelude } from '../../src/engines/embedded/host/node-prelude.ts';
import type { WorkerKind } from '../../src/engines/embedded/kernel/host-protocol.ts';
import { startOutside, type Outside } from './outside.ts';

describe('a program on the command line that has broken out of its layer', () => {
  let folder: string;
  let outside: Outside;

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-broken-out-')));
    outside = await startOutside();
  });
  after(async () => {
    outside.close();
    await rm(folder, { recursive: true });
  });

  test('finds no file, process, module or network', { timeout: 120_000 }, async () => {
    const { port } = new URL(outside.url);
    const script = join(folder, 'worker.cjs');
    await writeFile(
      script,
      [
        nodePrelude('node'),
        `const SELF = ${JSON.stringify(script)};`,
        `const OUTSIDE = ${JSON.stringify({ url: outside.url, port: Number(port) })};`,
        await readFile(join(import.meta.dirname, 'broken-out.cjs'), 'utf8'),
      ].join('\n'),
    );
    // Without a network of its own: what is shown holds on machines that cannot give it one.
    const said = await childSays(script, false);
    assert.deepEqual(JSON.parse(/\{.*\}/.exec(said)?.[0] ?? 'null'), { tried: 40, through: [] });
    assert.deepEqual(outside.seen, []);
    assert.deepEqual(await readdir(folder), ['worker.cjs']);
  });

  test('cannot speak as the engine: what lacks the key ends the child', async () => {
    const script = join(folder, 'forger.cjs');
    await writeFile(
      script,
      `process.send({ key: 'x'.repeat(64), message: { type: 'hello' } }); setInterval(() => {}, 1e6);`,
    );
    await assert.rejects(
      IsolatedProcess.start({ ...(await beginning(script)), script, unshare: false }),
      /something that is not the engine spoke on its channel/,
    );
  });
});

/** What a kernel's worker of this script says when it does not start. */
async function childSays(script: string, unshare: boolean): Promise<string> {
  let hear: (message: FromChild) => void = () => undefined;
  const child = await IsolatedProcess.start({
    ...(await beginning(script)),
    unshare,
    hear: (message) => {
      hear(message);
    },
  });
  // The child alone does not keep this process up.
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      hear = (message) => {
        if (message.type === 'failed') resolve(message.message);
        else reject(new Error(JSON.stringify(message)));
      };
      child.send({ type: 'warm', id: 1, kinds: [] });
      timer = setTimeout(reject, 100_000, new Error('the child says nothing'));
    });
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}

async function beginning(script: string) {
  return {
    script: (await bundleIsolatedChild()).path,
    readable: [script],
    begin: {
      // Only a kernel is started: it is the first that there is.
      scripts: Object.fromEntries(
        Object.keys(DEFAULT_SPARES).map((kind) => [kind, script]),
      ) as Record<WorkerKind, string>,
      python: await NODE_FILES.python(),
      sqliteWasm: NODE_FILES.sqliteWasm,
      spares: { ...DEFAULT_SPARES, shell: 0 },
      limits: ISOLATION_LIMITS,
    },
    hear: () => undefined,
    ended: () => undefined,
  };
}
