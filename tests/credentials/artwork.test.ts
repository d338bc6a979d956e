import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { BADGE_PALETTES, badgePng, badgeSvg, BUILDINGS, digestOf, engraving } from '#credentials';
import { paint } from '../../src/credentials/artwork/paint.ts';

const designs = Object.keys(BUILDINGS) as (keyof typeof BUILDINGS)[];

test('there is a badge for each level and each endorsement, and no two are alike', () => {
  assert.deepEqual(
    designs.map((design) => BUILDINGS[design].level),
    [1, 2, 3, 4, 5, 0, 0],
  );
  const all = designs.map((design) => badgeSvg({ design, rings: 1 }));
  assert.equal(new Set(all).size, designs.length);
  for (const svg of all) {
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 240 240"/);
    assert.match(svg, /<title>[^<]+<\/title><desc>Badge: [^<]+\.<\/desc>/);
    assert.doesNotMatch(svg, /NaN|undefined|style=|<script|href/);
    assert.ok(svg.length < 20_000, `${svg.length} characters`);
  }
});

test('a painted square has exact colours inside, nothing outside, and half a pixel at half a pixel', () => {
  // On 240 pixels a unit is a pixel.
  const pixels = paint([{ path: 'M10.5 10H20V20H10.5Z', colour: '#804020' }], 240);
  const at = (x: number, y: number): readonly number[] => {
    const start = (y * 240 + x) * 4;
    return [...pixels.subarray(start, start + 4)];
  };
  assert.deepEqual(at(15, 15), [128, 64, 32, 255]);
  assert.deepEqual(at(19, 19), [128, 64, 32, 255]);
  assert.deepEqual(at(10, 15), [128, 64, 32, 128]);
  assert.deepEqual([at(9, 15), at(20, 15), at(15, 9), at(15, 20)].flat(), Array(16).fill(0));
});

test('a stroke is as wide as its pen, and a covering layer hides what lies below', () => {
  const pixels = paint(
    [
      { path: 'M0 100H240', colour: '#ff0000', pen: 4 },
      { path: 'M0 100H240', colour: '#0000ff', pen: 2, opacity: 0.5 },
    ],
    240,
  );
  const column = Array.from({ length: 8 }, (_, row) => {
    const start = ((96 + row) * 240 + 50) * 4;
    return pixels.subarray(start, start + 4).join(' ');
  });
  const red = '255 0 0 255';
  const half = '128 0 128 255';
  assert.deepEqual(column, ['0 0 0 0', '0 0 0 0', red, half, half, red, '0 0 0 0', '0 0 0 0']);
});

test('the PNG is 8-bit RGBA of the size that was asked for, clear outside its ring', () => {
  const png = Buffer.from(badgePng({ design: 'architect', rings: 3 }, 48));
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]], [48, 48, 8, 6]);
  const data = png.subarray(png.indexOf('IDAT') + 4, -16);
  const rows = inflateSync(data);
  assert.equal(rows.length, 48 * (48 * 4 + 1));
  assert.deepEqual([...rows.subarray(0, 5)], [2, 0, 0, 0, 0], 'the corner is clear');
});

test('in black and white a badge has no other colour', () => {
  const svg = badgeSvg({ design: 'engineer', rings: 2, palette: BADGE_PALETTES.mono });
  const colours = new Set(Array.from(svg.matchAll(/#[0-9a-f]{6}/g), ([colour]) => colour));
  assert.deepEqual([...colours].sort(), ['#000000', '#ffffff']);
});

test('a certificate’s pattern follows its digest alone, and keeps off the line in its middle', () => {
  const digest = digestOf('z3ab');
  assert.equal(engraving(digest, 7), engraving(digest, 7));
  assert.notEqual(engraving(digest, 7), engraving(digestOf('z3ac'), 7));
  const points = Array.from(engraving(digest, 20).matchAll(/[ML]([-\d.]+) /g), ([, x]) =>
    Number(x),
  );
  assert.equal(points.length, 2 * 20 * 97);
  assert.ok(
    points.every((x) => Math.abs(x - 150) >= 9),
    'nothing touches the line',
  );
  assert.ok(
    points.every((x) => x > -10 && x < 310),
    'nothing leaves the field',
  );
});
