import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labWithRepository } from './lab.ts';

/** Time of the processor, which other work on the machine does not stretch as it does the clock. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test('adding 200 small files costs less than 250 ms of processor time, a status less than 60 ms', async () => {
  const lab = await labWithRepository();
  for (let number = 0; number < 200; number += 1) {
    lab.write(`d${number % 10}/f${number}.txt`, `line ${number}\n`.repeat(50));
  }
  const add = await cpuMs(() => lab.git(['add', '.']));
  await lab.git(['commit', '-qm', 'one']);
  await lab.git(['status']);
  const status = await cpuMs(() => lab.git(['status']));
  assert.ok(add < 250, `add took ${add} ms`);
  assert.ok(status < 60, `status took ${status} ms`);
});
