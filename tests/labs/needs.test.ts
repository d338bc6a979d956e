import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { labIds } from '#authoring';
import type { Capability } from '#container';
import { WEBCONTAINER_OFFERS } from '#engines';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

/** What shows in a file of a lab that an engine must offer something. */
const SIGNS: readonly (readonly [need: Capability, path: RegExp, text: RegExp])[] = [
  ['sqlite', /./, /\bsqlite3\b/],
  ['python', /\.(?:py|sh|mdx|ts)$/, /\bpython3\b|^import \w+$/m],
  ['git', /\.(?:sh|mdx|ts)$/, /\bgit (?:add|commit|init|log|tag)\b/],
  ['node', /^(?:starter|solution)\/.*\.[cm]?js$|package\.json$/, /(?:)/],
  ['servers', /^[^/]+\.ts$/, /\bprobe\.(?:serve|ask)\(/],
];

function filesOf(lab: string): readonly (readonly [path: string, text: string])[] {
  const folder = join('labs', lab);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const);
}

for (const id of labIds()) {
  test(`${id} says all that it needs of an engine`, async () => {
    const { needs } = (await readProvableLab(id)).lab;
    const files = filesOf(id);
    for (const [need, inPath, inText] of SIGNS) {
      const sign = files.find(([path, text]) => inPath.test(path) && inText.test(text));
      if (sign) assert.ok(needs.includes(need), `${sign[0]} shows that ${need} is needed`);
    }
  });
}

test('docs/webcontainers.md names the labs that are not offered there', async () => {
  const elsewhere: string[] = [];
  for (const id of labIds()) {
    const { needs } = (await readProvableLab(id)).lab;
    if (needs.every((need) => WEBCONTAINER_OFFERS.has(need))) continue;
    const [, title = ''] = /^title: (.+)$/m.exec(readFileSync(`labs/${id}/lab.yaml`, 'utf8')) ?? [];
    elsewhere.push(`"${title}"`);
  }
  const [, named = ''] =
    /labs that need `sqlite`, ([^.]+), run on the built-in engine only/.exec(
      readFileSync('docs/webcontainers.md', 'utf8').replaceAll(/\s+/g, ' '),
    ) ?? [];
  assert.deepEqual(named.match(/"[^"]+"/g)?.toSorted(), elsewhere.toSorted());
});
