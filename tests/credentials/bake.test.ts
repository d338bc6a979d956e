import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { badgeInPng, badgeInSvg, bakePng, bakeSvg } from '#credentials';
import { badge } from './example-badge.ts';

const text = JSON.stringify({ ...badge, name: 'Größe ]]> "quoted" <b>&amp;' });

/** One red pixel. */
const PNG = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
    'base64',
  ),
);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), data.length + 8);
  return bytes;
}

const withChunk = (type: string, data: string): Uint8Array =>
  Buffer.concat([PNG.subarray(0, 33), chunk(type, Buffer.from(data)), PNG.subarray(33)]);

test('a PNG carries a badge and gives it back; the picture is untouched', () => {
  const baked = bakePng(PNG, text);
  assert.equal(badgeInPng(baked), text);
  assert.equal(badgeInPng(PNG), undefined);
  const expected = withChunk('iTXt', `openbadgecredential\0\0\0\0\0${text}`);
  assert.deepEqual(Buffer.from(baked), Buffer.from(expected), 'with the CRC that zlib counts');
  const at = Buffer.from(baked).indexOf('IDAT');
  const length = Buffer.from(baked).readUInt32BE(at - 4);
  assert.deepEqual([...inflateSync(baked.subarray(at + 4, at + 4 + length))], [0, 255, 0, 0]);
});

test('damaged and hostile PNGs are refused by name', () => {
  const baked = bakePng(PNG, text);
  const flipped = baked.slice();
  flipped[200] = (flipped[200] ?? 0) ^ 1;
  const long = PNG.slice();
  long.set([255, 255, 255, 255], 8);
  const hostile: Record<string, Uint8Array> = {
    empty: new Uint8Array(),
    'not PNG': Buffer.from('<svg/>'),
    'a flipped byte': flipped,
    'cut off': baked.subarray(0, -5),
    'a length beyond the file': long,
    'bytes after the end': Buffer.concat([baked, Buffer.from('x')]),
    'two badges': Buffer.concat([
      baked.subarray(0, 33),
      chunk('iTXt', Buffer.from('openbadgecredential\0\0\0\0\0{}')),
      baked.subarray(33),
    ]),
    compressed: withChunk('iTXt', 'openbadgecredential\0\u0001\0\0\0{}'),
    'another kind of text': withChunk('tEXt', 'openbadgecredential\0{}'),
    'no separators': withChunk('iTXt', 'openbadgecredential\0\0\0{}'),
    'too large': new Uint8Array(9 * 1024 * 1024),
  };
  for (const [name, png] of Object.entries(hostile)) {
    assert.throws(() => badgeInPng(png), { name: 'ImageUnusable' }, name);
  }
  const broken = Buffer.concat([
    PNG.subarray(0, 33),
    chunk('iTXt', Buffer.from([...Buffer.from('openbadgecredential\0\0\0\0\0'), 0xff])),
    PNG.subarray(33),
  ]);
  assert.throws(() => badgeInPng(broken), { message: 'a badge that is not UTF-8' });
  assert.throws(() => bakePng(baked, text), { message: /carries a badge already/ });
});

const SVG =
  '<?xml version="1.0"?>\n<!-- <svg> -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" aria-label="a > b"><path d="M0 0"/></svg>\n';

test('an SVG carries a badge and gives it back with the same meaning', () => {
  const baked = bakeSvg(SVG, text);
  assert.deepEqual(JSON.parse(badgeInSvg(baked) ?? ''), JSON.parse(text));
  assert.equal(badgeInSvg(SVG), undefined);
  assert.equal(badgeInSvg('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined);
  const plain = JSON.stringify(badge);
  assert.equal(badgeInSvg(bakeSvg(SVG, plain)), plain);
  assert.equal(
    bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', '{}'),
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential><![CDATA[{}]]></openbadges:credential><g/></svg>',
  );
});

test('damaged and hostile SVGs are refused by name', () => {
  const root = '<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">';
  const element = '<openbadges:credential><![CDATA[{}]]></openbadges:credential>';
  assert.equal(badgeInSvg(`${root}${element}</svg>`), '{}');
  const hostile = [
    '',
    'no markup',
    '<html></html>',
    '</svg>',
    '<svg',
    '<svg a="',
    `${root}${element}`,
    `${root}<g></svg>`,
    `${root}<![CDATA[`,
    `${root}<!-- `,
    `<!DOCTYPE svg [<!ENTITY a "b">]>${root}${element}</svg>`,
    `${root}${element}${element}</svg>`,
    `${root}<g>${element}</g></svg>`,
    `<svg xmlns:openbadges="https://evil.example">${element}</svg>`,
    `<svg>${element}</svg>`,
    `${root}<openbadges:credential verify="a.b.c"/></svg>`,
    `${root}<openbadges:credential>{}</openbadges:credential></svg>`,
  ];
  for (const svg of hostile) {
    assert.throws(() => badgeInSvg(svg), { name: 'ImageUnusable' }, svg);
  }
  assert.equal(badgeInSvg(`${root}<!-- ${element} --></svg>`), undefined);
  assert.throws(() => bakeSvg(bakeSvg(SVG, '{}'), '{}'), { message: /carries a badge already/ });
});

/** What a reader makes of a file: a text, nothing, or a refusal by name; anything else fails the test. */
function answerOf(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch (error) {
    assert.equal((error as Error).name, 'ImageUnusable');
    return undefined;
  }
}

test('whatever is done to a baked image, the readers answer; a PNG gives the badge whole or not at all', () => {
  const png = Buffer.from(bakePng(PNG, text));
  const bytes = fc.uint8Array({ maxLength: 12 });
  fc.assert(
    fc.property(fc.nat(png.length), fc.nat(12), bytes, (at, cut, put) => {
      const changed = Buffer.concat([png.subarray(0, at), put, png.subarray(at + cut)]);
      assert.ok([undefined, text].includes(answerOf(() => badgeInPng(changed))));
    }),
    { numRuns: 500 },
  );
  const svg = bakeSvg(SVG, JSON.stringify(badge));
  const marks = fc.string({
    unit: fc.constantFrom(...Array.from('<>/"![]-?CDAT:= a')),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.nat(svg.length), fc.nat(12), marks, (at, cut, put) => {
      answerOf(() => badgeInSvg(svg.slice(0, at) + put + svg.slice(at + cut)));
    }),
    { numRuns: 500 },
  );
});
