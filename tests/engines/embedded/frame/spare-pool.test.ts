import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { BootLine } from '../../../../src/engines/embedded/frame/boot-line.ts';
import { SparePool } from '../../../../src/engines/embedded/frame/spare-pool.ts';
import { WorkerHost } from '../../../../src/engines/embedded/frame/worker-host.ts';
import type { WorkerPlatform } from '../../../../src/engines/embedded/frame/worker-platform.ts';
import type { WorkerKind } from '../../../../src/engines/embedded/kernel/host-protocol.ts';

/** Workers that boot when they are told to. */
class FakePlatform implements WorkerPlatform {
  /** Kinds in the order in which they were started. */
  readonly started: WorkerKind[] = [];
  readonly #ports: MessagePort[] = [];

  load(kind: Exclude<WorkerKind, 'python' | 'sqlite'>) {
    return Promise.resolve({ script: kind, boot: { type: 'boot', kind } as const });
  }

  start({ boot }: { boot: { kind: WorkerKind } }) {
    this.started.push(boot.kind);
    return {
      postMessage: (message: unknown) => {
        this.#ports.push((message as { port: MessagePort }).port);
      },
      onError: () => undefined,
      terminate: () => undefined,
    };
  }

  listen(port: MessagePort, listener: (data: unknown) => void) {
    port.onmessage = ({ data }: MessageEvent) => {
      listener(data);
    };
  }

  release(port: MessagePort) {
    port.onmessage = null;
  }

  /** The worker that was started as number `nth` (from 0) says that it has booted. */
  ready(nth: number) {
    this.#ports[nth]?.postMessage({ type: 'ready' });
  }

  end() {
    for (const port of this.#ports) port.close();
  }
}

/** Long enough for every promise that can resolve by itself. */
const settled = () => turn();

function pools() {
  const platform = new FakePlatform();
  const line = new BootLine();
  const kernel = new SparePool('kernel', platform, 1, line);
  const shell = new SparePool('shell', platform, 1, line);
  return { platform, kernel, shell };
}

test('a taken worker is replaced once nobody waits for a worker of any kind', async () => {
  const { platform, kernel, shell } = pools();
  const [firstKernel, firstShell] = [kernel.take(), shell.take()];
  await settled();
  assert.deepEqual(platform.started, ['kernel', 'shell']);
  platform.ready(0);
  await firstKernel;
  await settled();
  assert.deepEqual(platform.started, ['kernel', 'shell']);
  platform.ready(1);
  await firstShell;
  await settled();
  assert.deepEqual(platform.started, ['kernel', 'shell', 'kernel', 'shell']);
  platform.end();
});

test('who takes a spare that waits for its turn does not wait with it', async () => {
  const { platform, kernel, shell } = pools();
  const first = kernel.take();
  void shell.take();
  await settled();
  platform.ready(0);
  await first;
  const second = kernel.take();
  await settled();
  assert.deepEqual(platform.started, ['kernel', 'shell', 'kernel']);
  platform.ready(2);
  await second;
  platform.end();
});

test('a spare that nobody waits for boots beside the first worker that is asked for', async () => {
  const { platform, kernel, shell } = pools();
  shell.fill();
  void kernel.take();
  await settled();
  assert.deepEqual(platform.started.toSorted(), ['kernel', 'shell']);
  platform.end();
});

test('with the first container a kernel and its shell boot, and no spare before both are there', async () => {
  const platform = new FakePlatform();
  const host = new WorkerHost(platform);
  const { port1, port2 } = new MessageChannel();
  const booting = host.boot(port2, { workdirName: 'lab', limits: {} }, () => undefined);
  await settled();
  assert.deepEqual(platform.started.toSorted(), ['kernel', 'shell']);
  platform.ready(platform.started.indexOf('kernel'));
  await booting;
  await settled();
  assert.equal(platform.started.length, 2);
  platform.ready(platform.started.indexOf('shell'));
  await host.warm(['shell']);
  await settled();
  assert.deepEqual(platform.started.slice(2), ['kernel']);
  host.dispose();
  platform.end();
  port1.close();
});

test('after the end nothing is started', async () => {
  const { platform, kernel, shell } = pools();
  void shell.take();
  kernel.fill();
  await settled();
  const before = platform.started.length;
  shell.dispose();
  kernel.dispose();
  await assert.rejects(kernel.take(), { message: 'the engine has ended' });
  assert.equal(platform.started.length, before);
  platform.end();
});
