import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

/** Each pattern with the reason why it may not stand in the source. The words are split so that this file passes. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['HA', 'CK'].join('')})\\b`,
    ),
    'an unfinished place',
  ],
  [/\b(?:it|test|describe)\.(?:skip|only|fixme|todo)\b/, 'a test that is looked away from'],
  [/\bwaitForTimeout\b/, 'a fixed wait: wait for an event'],
  [/@ts-(?:ignore|nocheck|expect-error)\b/, 'a silenced type error'],
];

test('the source hides nothing unfinished, skipped, timed or silenced', () => {
  const faults: string[] = [];
  for (const { path, text } of sourceFiles(/^(?:src|labs|tests)\/.*\.(?:ts|tsx|mjs|astro)$/)) {
    if (path === 'tests/house/honesty.test.ts') continue;
    for (const [index, line] of text.split('\n').entries()) {
      for (const [pattern, why] of UNWANTED) {
        if (pattern.test(line)) faults.push(`${path}:${index + 1}: ${why}: ${line.trim()}`);
      }
      if (/eslint-disable/.test(line) && !/ -- \S/.test(line)) {
        faults.push(`${path}:${index + 1}: a lint rule is switched off without its reason`);
      }
    }
  }
  assert.deepEqual(faults, []);
});

test('nothing committed names a folder of one machine', () => {
  const faults = sourceFiles(/\.(?:ts|tsx|mjs|astro|md|mdx|json|yaml|yml|css|sh)$|^\.ci\//)
    .filter(({ text }) => /(?<![\w.])\/(?:work|root)\/(?:main|shared|\.pyenv)\b/.test(text))
    .filter(({ path }) => path !== 'tests/house/honesty.test.ts')
    .map(({ path }) => path);
  assert.deepEqual(faults, []);
});

test('package-lock.json names no registry host', () => {
  const [lock] = sourceFiles(/^package-lock\.json$/);
  assert.ok(lock, 'there is a lockfile');
  assert.doesNotMatch(lock.text, /"resolved":/);
});
