import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { BootLine } from '../../../../src/engines/embedded/frame/boot-line.ts';
import { SparePool } from '../../../../src/engines/embedded/frame/spare-pool.ts';
import { WorkerHost } from '../../../../src/engines/embedded/frame/worker-host.ts';
import type { WorkerPlatform } from '../../../../src/engines/embedded/frame/worker-platform.ts';
import type { WorkerBoot } from '../../../../src/engines/embedded/kernel/worker-boot.ts';
import type { WorkerKind } from '../../../../src/engines/embedded/kernel/host-protocol.ts';

/** Workers that boot when they are told to. */
class FakePlatform implements WorkerPlatform {
  /** Kinds in the order in which they were started. */
  readonly started: WorkerKind[] = [];
  /** Of each of them, whether it was to warm up. */
  readonly warmed: boolean[] = [];
  readonly #ports: MessagePort[] = [];

  load(kind: Exclude<WorkerKind, 'python' | 'sqlite'>) {
    return Promise.resolve({ script: kind, boot: { type: 'boot', kind } as const });
  }

  start({ boot }: { boot: { kind: WorkerKind } }) {
    this.started.push(boot.kind);
    return {
      postMessage: (message: unknown) => {
        const { port, warm } = message as WorkerBoot;
        this.#ports.push(port);
        this.warmed.push(warm);
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

const REST_MS = 100;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

/** Long enough for every promise that can resolve by itself. */
const settled = () => turn();

/** As long as spares wait for what a worker does first, and for all that follows from that. */
async function rested() {
  await settled();
  mock.timers.tick(REST_MS);
  await settled();
}

function pools() {
  const platform = new FakePlatform();
  const line = new BootLine(REST_MS);
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
  assert.deepEqual(platform.started, ['kernel', 'shell']);
  await rested();
  assert.deepEqual(platform.started, ['kernel', 'shell', 'kernel', 'shell']);
  platform.end();
});

test('a worker that is used at once does not warm up first, and a spare does', async () => {
  const { platform, shell } = pools();
  const first = shell.take();
  await settled();
  platform.ready(0);
  await first;
  await rested();
  assert.deepEqual(platform.warmed, [false, true]);
  const warm = shell.warm();
  platform.ready(1);
  await warm;
  assert.deepEqual(platform.warmed, [false, true]);
  platform.end();
});

test('one that is warmed before anybody takes it warms up', async () => {
  const { platform, shell } = pools();
  void shell.warm();
  await settled();
  assert.deepEqual(platform.warmed, [true]);
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
  await rested();
  assert.deepEqual(platform.started.slice(2), ['kernel']);
  assert.deepEqual(platform.warmed.slice(0, 2), [false, false]);
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
