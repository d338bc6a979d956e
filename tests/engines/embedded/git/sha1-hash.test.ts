import assert from 'node:assert/strict';
import { test } from 'node:test';
import Sha1Hash from '../../../../src/engines/embedded/git/sha1-hash.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('a digest is the one that FIPS 180 gives for these bytes, whole or in parts', () => {
  const abc = 'a9993e364706816aba3e25717850c26c9cd0d89d';
  assert.equal(new Sha1Hash().update(encode('abc')).digest(), abc);
  assert.equal(new Sha1Hash().update(encode('a')).update(encode('bc')).digest(), abc);
});
