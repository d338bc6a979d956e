import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf, lineEndingOf, openBytes } from '../../src/components/workbench/file-kind.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

test('valid UTF-8 without NUL is text, with its byte order mark kept', () => {
  assert.deepEqual(openBytes(bytes(0x61, 0xc3, 0xa9)), { kind: 'text', text: 'aé' });
  assert.deepEqual(openBytes(bytes(0xef, 0xbb, 0xbf, 0x61)), { kind: 'text', text: '\ufeffa' });
  assert.deepEqual(openBytes(bytes()), { kind: 'text', text: '' });
});

test('other bytes are binary, and more than a megabyte is large', () => {
  assert.deepEqual(openBytes(bytes(0x61, 0, 0x62)), { kind: 'binary', sizeBytes: 3 });
  assert.deepEqual(openBytes(bytes(0xff, 0xfe)), { kind: 'binary', sizeBytes: 2 });
  assert.deepEqual(openBytes(new Uint8Array(1_000_001)), { kind: 'large', sizeBytes: 1_000_001 });
});

test('Windows line ends are kept only where every line has them', () => {
  assert.equal(lineEndingOf('a\r\nb\r\n'), '\r\n');
  assert.equal(lineEndingOf('a\r\nb\n'), '\n');
  assert.equal(lineEndingOf('a\rb\r\n'), '\n');
  assert.equal(lineEndingOf('a\n'), '\n');
  assert.equal(lineEndingOf('a'), '\n');
});

test('the language comes from the name, else from the first line', () => {
  const named = [
    'a.py',
    'MLmodel',
    'dvc.lock',
    'x.YAML',
    'x.json',
    'README.md',
    'run.sh',
    'a.ts',
    'x',
  ];
  assert.deepEqual(
    named.map((name) => languageOf(name)),
    ['python', 'yaml', 'yaml', 'yaml', 'json', 'markdown', 'shell', 'typescript', 'plain'],
  );
  assert.equal(languageOf('tool', '#!/usr/bin/env python3'), 'python');
  assert.equal(languageOf('tool', '#!/bin/bash'), 'shell');
});
