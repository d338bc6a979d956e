import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActiveTime } from '../../src/components/workbench/active-time.ts';

const newPage = () => new EventTarget() as unknown as Document;

test('time counts between signs of life, pauses of over two minutes left out', () => {
  const time = new ActiveTime(newPage());
  time.ms = 5_000;
  time.sign(0);
  assert.equal(time.ms, 5_000);
  time.sign(30_000);
  time.sign(150_000);
  assert.equal(time.ms, 155_000);
  time.sign(270_001);
  assert.equal(time.ms, 155_000);
  time.sign(271_001);
  assert.equal(time.ms, 156_000);
  time.sign(1_000);
  time.sign(2_000);
  assert.equal(time.ms, 157_000);
});

test('keys and clicks in the page are signs, until it listens no more', () => {
  const page = newPage();
  const time = new ActiveTime(page);
  // Only a second sign adds time, and no sign after the end does.
  time.sign(-60_000);
  page.dispatchEvent(new Event('keydown'));
  const worked = time.ms;
  assert.ok(worked >= 60_000, `${worked}`);
  time.close();
  page.dispatchEvent(new Event('pointerdown'));
  assert.equal(time.ms, worked);
});
