import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readListedIssuers } from '#authoring';
import { keys, LIST, statusListWith } from '../credentials/example-badge.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-issuers-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'issuers'));
const list = JSON.stringify(await statusListWith([42]));
writeFileSync(join(root, 'issuers/did.json'), JSON.stringify(keys));
writeFileSync(join(root, 'issuers/1.json'), list);

function listed(yaml: string): ReturnType<typeof readListedIssuers> {
  writeFileSync(join(root, 'site.yaml'), yaml);
  return readListedIssuers(root);
}

const ACADEMY = `issuers:
  - name: Example Academy
    did: did:web:academy.example
    document: issuers/did.json
    statusLists: [issuers/1.json]
`;

test('the verify page gets the keys and lists of the issuers that site.yaml names', () => {
  assert.deepEqual(listed(ACADEMY), {
    issuers: [{ id: 'did:web:academy.example', name: 'Example Academy', document: keys }],
    statusLists: [{ address: LIST, text: list }],
  });
  const did = `did:key:${keys.verificationMethod[0]?.publicKeyMultibase ?? ''}`;
  assert.deepEqual(listed(`issuers: [{ name: Lone, did: '${did}' }]`), {
    issuers: [{ id: did, name: 'Lone' }],
    statusLists: [],
  });
  assert.deepEqual(listed('engines: {}'), { issuers: [], statusLists: [] });
});

test('a file that is not there, is of another kind or of another issuer is told by its name', () => {
  const broken: readonly (readonly [string, RegExp])[] = [
    [ACADEMY.replace('did.json', 'gone.json'), /lists issuers\/gone\.json: found no such file/],
    [
      ACADEMY.replace('did.json', '1.json'),
      /lists issuers\/1\.json: found a status-list; expected a did\.json/,
    ],
    [
      ACADEMY.replace('[issuers/1.json]', '[issuers/did.json]'),
      /expected the status list of an issuer/,
    ],
    [
      ACADEMY.replace('did:web:academy', 'did:web:other'),
      /found the keys of did:web:academy\.example; expected the keys of did:web:other\.example/,
    ],
    [ACADEMY.replace('    document: issuers/did.json\n', ''), /A did:web needs its did\.json/],
  ];
  for (const [yaml, message] of broken) {
    assert.throws(() => listed(yaml), { name: 'ContentBroken', message });
  }
});
