import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '#container';
import { thrown } from '#engines';

test('an error crosses to another thread with its words, one that says what to do with its hint, and anything else as text', () => {
  assert.deepEqual(thrown(new LabError('LabUnknown', 'There is none.', 'Choose another.')), {
    name: 'LabUnknown',
    message: 'There is none.',
    hint: 'Choose another.',
  });
  assert.deepEqual(thrown(new RangeError('too long')), {
    name: 'RangeError',
    message: 'too long',
    hint: '',
  });
  assert.deepEqual(thrown('gone'), { name: 'Error', message: 'gone', hint: '' });
  assert.deepEqual(structuredClone(thrown(new TypeError('no'))), thrown(new TypeError('no')));
});
