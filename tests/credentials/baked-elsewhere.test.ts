import { XMLParser } from 'fast-xml-parser';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { badgePng, badgeSvg, bakePng, bakeSvg } from '#credentials';
import { drawBadge } from '../../src/credentials/artwork/draw-badge.ts';
import { paint } from '../../src/credentials/artwork/paint.ts';
import { badge } from './example-badge.ts';

const text = JSON.stringify({ ...badge, name: 'Größe ]]> "quoted" <b>&amp;' });
const choice = { design: 'manager', rings: 2 } as const;

test('pngjs sees the same pixels in a baked badge as we painted', () => {
  const { width, height, data } = PNG.sync.read(Buffer.from(bakePng(badgePng(choice, 96), text)));
  assert.deepEqual([width, height], [96, 96]);
  assert.deepEqual(new Uint8Array(data), paint(drawBadge(choice), 96));
});

test('an XML parser finds the certificate in a baked SVG, and the drawing beside it', () => {
  const parser = new XMLParser({ ignoreAttributes: false });
  const { svg } = parser.parse(bakeSvg(badgeSvg(choice), text)) as {
    readonly svg: Readonly<Record<string, unknown>>;
  };
  assert.equal(svg['@_xmlns:openbadges'], 'https://purl.imsglobal.org/ob/v3p0');
  assert.deepEqual(JSON.parse(svg['openbadges:credential'] as string), JSON.parse(text));
  assert.equal(svg['title'], 'Manager');
  assert.ok((svg['path'] as readonly unknown[]).length > 10);
});

/** What Python's own library finds: the picture's text chunk by struct and zlib, the drawing's element by ElementTree. */
const IN_PYTHON = `
import struct, sys, zlib, xml.etree.ElementTree as tree
data = sys.stdin.buffer.read()
if data[:8] == b'\\x89PNG\\r\\n\\x1a\\n':
    at = 8
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b'iTXt':
            sys.stdout.buffer.write(body[len('openbadgecredential') + 5:])
        at += 12 + length
else:
    found = tree.fromstring(data).find('{https://purl.imsglobal.org/ob/v3p0}credential')
    sys.stdout.buffer.write(found.text.encode())
`;

test('Python reads both images, where there is a Python', (context) => {
  if (spawnSync('python3', ['--version']).status !== 0) {
    context.diagnostic('python3 is not on this machine: nothing was asked of it');
    return;
  }
  for (const image of [bakePng(badgePng(choice, 32), text), bakeSvg(badgeSvg(choice), text)]) {
    const { stdout, status } = spawnSync('python3', ['-c', IN_PYTHON], {
      input: Buffer.from(image),
    });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout.toString('utf8')), JSON.parse(text));
  }
});
