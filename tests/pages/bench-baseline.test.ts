import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servePlain } from '../../src/cli/bench/slow-phone.ts';

test('the bench serves a lesson’s text without the site around it, to compare the lesson with', async () => {
  const plain = await servePlain('dist');
  try {
    const answer = await fetch(plain.origin);
    assert.equal(answer.status, 200);
    const html = await answer.text();
    assert.ok(html.length > 10_000, `${html.length} characters`);
    assert.doesNotMatch(html, /<script|<style|rel="stylesheet"/);
  } finally {
    plain.stop();
  }
});
