import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gitIgnores } from '#formats';

const DATA = 'data/applications.csv';
const ignores = (rules: Readonly<Record<string, string>>, path = DATA) =>
  gitIgnores(new Map(Object.entries(rules)), path);

test('a rule may stand at any level, with a slash or without', () => {
  assert.ok(ignores({ data: '/applications.csv\n' }));
  assert.ok(ignores({ '': 'data/applications.csv\n' }));
  assert.ok(ignores({ '': '*.csv\n' }));
  assert.ok(ignores({ '': 'data/\n' }));
  assert.ok(ignores({ '': '/data/*\n!/data/*.dvc\n' }));
});

test('a rule of another folder or name does not count', () => {
  assert.ok(!ignores({}));
  assert.ok(!ignores({ '': '/applications.csv\n' }));
  assert.ok(!ignores({ build: '*.csv\n' }));
  assert.ok(!ignores({ '': '# data/applications.csv\n' }));
});

test('the nearest file decides, the last of its rules first', () => {
  assert.ok(!ignores({ '': '*.csv\n', data: '!applications.csv\n' }));
  assert.ok(!ignores({ '': '*.csv\n!applications.csv\n' }));
  assert.ok(ignores({ '': '!*.csv\n', data: '*.csv\n' }));
});

test('what is in an ignored folder cannot be taken back', () => {
  assert.ok(ignores({ '': 'data/\n', data: '!applications.csv\n' }));
});
