import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearMiss } from '#authoring';

test('a letter changed, dropped, added or swapped is a near miss', () => {
  const known = ['summary', 'title', 'minutes'];
  assert.equal(nearMiss('sumary', known), 'summary');
  assert.equal(nearMiss('titel', known), 'title');
  assert.equal(nearMiss('minutess', known), 'minutes');
  assert.equal(nearMiss('Title', known), 'title');
});

test('what is far from everything is near to nothing', () => {
  assert.equal(nearMiss('colour', ['summary', 'title', 'minutes']), undefined);
  assert.equal(didYouMean('colour', ['title']), '');
});
