import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, NotCanonical } from '#formats';
import fc from 'fast-check';

/** RFC 8785, appendix B: a double's bits, and the text that it must have. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

const double = (bits: string): number => Buffer.from(bits, 'hex').readDoubleBE();

test('numbers are written as appendix B of RFC 8785 lists them', () => {
  assert.deepEqual(
    NUMBERS.map(([bits]) => [bits, canonicalJson(double(bits))]),
    NUMBERS,
  );
});

test('the sample of RFC 8785, section 3.2.2, becomes the text of section 3.2.3', () => {
  const sample = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`;
  assert.equal(
    canonicalJson(JSON.parse(sample)),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('members are sorted by UTF-16 code units, as the example of RFC 8785, section 3.2.3', () => {
  const names = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  assert.equal(
    canonicalJson(names),
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
      '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
});

test('what I-JSON has no form for is refused, by name', () => {
  const nested = JSON.parse('['.repeat(66) + ']'.repeat(66)) as unknown;
  for (const [value, words] of [
    [double('7fffffffffffffff'), 'the number NaN is not of JSON'],
    [double('7ff0000000000000'), 'the number Infinity is not of JSON'],
    ['\ud800', 'a text has half a surrogate pair'],
    [{ '\udead': 1 }, 'a text has half a surrogate pair'],
    [{ a: undefined }, 'undefined is not of JSON'],
    [nested, 'it is more than 64 levels deep'],
  ] as const) {
    assert.throws(
      () => canonicalJson(value),
      (error) => error instanceof NotCanonical && error.message === words,
      words,
    );
  }
});

test('the text holds the value, and does not depend on the order of its members', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, (one) => {
      let text: string;
      try {
        text = canonicalJson(one);
      } catch (error) {
        return error instanceof NotCanonical;
      }
      return text === canonicalJson(reversed(JSON.parse(text)));
    }),
    { numRuns: 200 },
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
