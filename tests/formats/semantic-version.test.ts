import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSemanticVersions, parseSemanticVersion } from '#formats';

test('versions stand in the order of the specification’s example', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.9.0',
    '1.10.0',
    '2.0.0',
  ];
  const sorted = ordered
    .toReversed()
    .map(parseSemanticVersion)
    .sort(compareSemanticVersions)
    .map(({ major, minor, patch, prerelease }) =>
      [`${major}.${minor}.${patch}`, ...(prerelease.length > 0 ? [prerelease.join('.')] : [])].join(
        '-',
      ),
    );
  assert.deepEqual(sorted, ordered);
});

test('what stands after a plus never counts', () => {
  const [a, b] = ['1.2.3+build.5', '1.2.3+zz'].map(parseSemanticVersion);
  assert.ok(a && b);
  assert.equal(compareSemanticVersions(a, b), 0);
  assert.deepEqual(a.build, ['build', '5']);
});

test('what is no version is refused with the reason', () => {
  const reasons: readonly (readonly [string, RegExp])[] = [
    ['v1.2.3', /"v1\.2\.3" is no semantic version: the rules want no "v"/],
    ['1.2', /it has 2 numbers where the rules want three/],
    ['1.02.3', /a number begins with 0/],
    ['1.x.3', /"x" is no number/],
    ['1.2.3-', /identifiers of letters, digits and "-", none empty/],
    ['1.2.3-01', /identifiers of letters/],
  ];
  for (const [text, reason] of reasons) assert.throws(() => parseSemanticVersion(text), reason);
});
