/** A version by the rules of Semantic Versioning 2.0.0. */
export interface SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers between `-` and `+`; empty for a release. */
  readonly prerelease: readonly string[];
  /** Identifiers after `+`; they never count when versions are compared. */
  readonly build: readonly string[];
}

const NUMBER = '(0|[1-9]\\d*)';
const PRERELEASE_PART = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const BUILD_PART = '[0-9A-Za-z-]+';
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}` +
    `(?:-(${PRERELEASE_PART}(?:\\.${PRERELEASE_PART})*))?(?:\\+(${BUILD_PART}(?:\\.${BUILD_PART})*))?$`,
);

/**
 * Reads a version such as `2.1.0-rc.1+build.5`.
 *
 * @throws RangeError that says what was found and what the rules want (no `v` in front, three numbers, no leading zero).
 */
export function parseSemanticVersion(text: string): SemanticVersion {
  const match = VERSION.exec(text);
  if (!match) {
    throw new RangeError(
      `${JSON.stringify(text)} is no semantic version: ${semanticVersionFault(text)}.`,
    );
  }
  const [, major = '', minor = '', patch = '', prerelease, build] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease: prerelease?.split('.') ?? [],
    build: build?.split('.') ?? [],
  };
}

function semanticVersionFault(text: string): string {
  if (/^v/i.test(text)) return 'the rules want no "v" in front of the numbers';
  const numbers = (/^[^-+]*/.exec(text)?.[0] ?? '').split('.');
  if (numbers.length !== 3) {
    return `it has ${numbers.length} numbers where the rules want three, MAJOR.MINOR.PATCH`;
  }
  if (numbers.some((part) => /^0\d/.test(part))) return 'a number begins with 0';
  const odd = numbers.find((part) => !/^\d+$/.test(part));
  if (odd !== undefined) return `${JSON.stringify(odd)} is no number`;
  return 'after "-" or "+" the rules want identifiers of letters, digits and "-", none empty';
}

/** Negative when `a` comes before `b`, positive when after, 0 when neither: build identifiers do not count. */
export function compareSemanticVersions(a: SemanticVersion, b: SemanticVersion): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  if (numbers !== 0) return numbers;
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    // A release comes after all of its pre-releases.
    return b.prerelease.length - a.prerelease.length;
  }
  for (const [i, left] of a.prerelease.entries()) {
    const right = b.prerelease[i];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.prerelease.length - b.prerelease.length;
}

/** Numbers by size, text by ASCII, and a number before any text. */
function compareIdentifiers(a: string, b: string): number {
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return a.length - b.length || (a < b ? -1 : Number(a > b));
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
