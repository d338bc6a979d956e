import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutputQueue } from '../../../../src/engines/embedded/kernel/output-queue.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function queue(forTerminal = false) {
  const sent: string[] = [];
  return { sent, out: new OutputQueue((text) => sent.push(text), forTerminal) };
}

test('writes of one turn leave together, the first at once', async () => {
  const { sent, out } = queue();
  out.write(1, bytes('a'));
  out.write(2, bytes('b'));
  await turn();
  assert.deepEqual(sent, ['ab']);
});

test('a character that is cut in two arrives whole', async () => {
  const { sent, out } = queue();
  const wave = bytes('🌊');
  out.write(1, wave.subarray(0, 2));
  await turn();
  out.write(2, bytes('!'));
  out.write(1, wave.subarray(2));
  await turn();
  assert.deepEqual(sent, ['!🌊']);
});

test('a terminal gets a return before each line feed, and one that is there is not doubled', async () => {
  const { sent, out } = queue(true);
  out.write(1, bytes('a\nb\r\nc\r'));
  out.write(1, bytes('\n'));
  await turn();
  assert.equal(sent.join(''), 'a\r\nb\r\nc\r\n');
});

test('what the reader has not taken holds the rest back, in large pieces', async () => {
  const { sent, out } = queue();
  for (let line = 0; line < 10_000; line++) out.write(1, bytes(`${'x'.repeat(99)}\n`));
  await turn();
  const first = sent.join('').length;
  assert.deepEqual([first, sent.length], [256 * 1024, 4]);
  out.taken(first);
  await turn();
  assert.equal(sent.join('').length, 512 * 1024);
  out.finish();
  assert.equal(sent.join('').length, 1_000_000);
});

test('what is discarded does not leave', async () => {
  const { sent, out } = queue();
  out.write(1, bytes('x'.repeat(300 * 1024)));
  await turn();
  out.discard();
  out.writeText('after');
  out.finish();
  assert.equal(sent.join('').length, 256 * 1024 + 'after'.length);
});
