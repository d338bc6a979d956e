import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSiteSettings } from '#authoring';

const root = mkdtempSync(join(tmpdir(), 'plumbline-settings-'));
after(() => rmSync(root, { recursive: true, force: true }));

function read(yaml: string): ReturnType<typeof readSiteSettings> {
  writeFileSync(join(root, 'site.yaml'), yaml);
  return readSiteSettings(root);
}

test('a site without settings has the engine that needs no network, and no link to sources', () => {
  const { source, engines, issuers } = readSiteSettings(join(root, 'nowhere'));
  assert.equal(source, undefined);
  assert.deepEqual(engines.allowed, ['embedded']);
  assert.deepEqual(issuers, []);
});

test('where sources lie is a https address with the place of the file in it', () => {
  const source = 'https://git.example.org/training/src/branch/main/{path}';
  assert.equal(read(`source: ${source}`).source, source);
  for (const wrong of [
    'https://git.example.org/training',
    'http://git.example.org/{path}',
    '/{path}',
  ]) {
    assert.throws(() => read(`source: ${wrong}`), { name: 'ContentBroken', message: /source/ });
  }
});

test('a setting that there is not, and a default that is not allowed, are told by their names', () => {
  assert.throws(() => read('sauce: here'), { name: 'ContentBroken', message: /sauce/ });
  assert.throws(() => read('engines: { allowed: [embedded], default: webcontainer }'), {
    name: 'ContentBroken',
    message: /The default engine is not among the allowed ones/,
  });
});
