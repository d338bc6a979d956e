import type { Sample } from './aggregate.ts';
import type { BinaryOperator, Labels, VectorMatching } from './expression.ts';
import { labelKey } from './series-store.ts';

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
  atan2: Math.atan2,
};
const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Labels without the metric's name, which a computed value no longer is. */
export function withoutName(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== '__name__'));
}

/**
 * The value of an arithmetic operator or a comparison. A comparison that filters gives `kept` when it holds and
 * `undefined` when not; with `bool` it gives 1 or 0.
 */
export function operate(
  operator: BinaryOperator,
  left: number,
  right: number,
  bool: boolean,
  kept: number,
): number | undefined {
  const compare = COMPARISONS[operator];
  if (!compare) return ARITHMETIC[operator]?.(left, right);
  const holds = compare(left, right);
  if (bool) return holds ? 1 : 0;
  return holds ? kept : undefined;
}

/** `and`, `or`, `unless`: which of the two sides' samples stay. */
export function combineSets(
  operator: 'and' | 'or' | 'unless',
  left: readonly Sample[],
  right: readonly Sample[],
  matching: VectorMatching,
): readonly Sample[] {
  const keys = (samples: readonly Sample[]) =>
    new Set(samples.map(({ labels }) => labelKey(matchLabels(labels, matching))));
  if (operator === 'or') {
    const inLeft = keys(left);
    return [
      ...left,
      ...right.filter(({ labels }) => !inLeft.has(labelKey(matchLabels(labels, matching)))),
    ];
  }
  const inRight = keys(right);
  return left.filter(
    ({ labels }) => inRight.has(labelKey(matchLabels(labels, matching))) === (operator === 'and'),
  );
}

/** What stops a match, in words; the caller knows where in the query. */
export class AmbiguousMatch extends Error {
  readonly found: string;
  readonly wanted: string;

  constructor(found: string, wanted: string) {
    super(found);
    this.found = found;
    this.wanted = wanted;
  }
}

/**
 * Arithmetic and comparisons of two vectors: each sample of one side with the one of the other that has the same labels
 * (all but the name, or as `on` and `ignoring` say). Samples without a partner fall away.
 *
 * @throws AmbiguousMatch when a sample has more than one partner and no `group_left` or `group_right` allows it
 */
export function combineVectors(
  operator: BinaryOperator,
  bool: boolean,
  left: readonly Sample[],
  right: readonly Sample[],
  matching: VectorMatching,
): readonly Sample[] {
  const manyIsRight = matching.many === 'right';
  const [manySide, oneSide] = manyIsRight ? [right, left] : [left, right];
  const keyOf = ({ labels }: Sample) => labelKey(matchLabels(labels, matching));
  const ones = new Map<string, Sample>();
  for (const sample of oneSide) {
    const key = keyOf(sample);
    if (ones.has(key)) throw twice(key, manyIsRight ? 'left' : 'right');
    ones.set(key, sample);
  }
  const seen = new Set<string>();
  const results: Sample[] = [];
  for (const sample of manySide) {
    const key = keyOf(sample);
    const one = ones.get(key);
    if (!one) continue;
    const [a, b] = manyIsRight ? [one, sample] : [sample, one];
    const value = operate(operator, a.value, b.value, bool, a.value);
    const labels = resultLabels(operator, bool, sample.labels, one.labels, matching);
    const identity = matching.many ? labelKey(labels) : key;
    if (seen.has(identity)) throw twice(key, manyIsRight ? 'right' : 'left');
    seen.add(identity);
    if (value !== undefined) results.push({ labels, value });
  }
  return results;
}

function twice(key: string, side: 'left' | 'right'): AmbiguousMatch {
  return new AmbiguousMatch(
    `two series with the labels {${key}} on the ${side} side`,
    'one: sum(…) makes one of many, and on(…) or ignoring(…) say which labels count',
  );
}

/** What of a sample's labels must be equal on both sides. */
function matchLabels(labels: Labels, { kind, labels: names }: VectorMatching): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) =>
      kind === 'on' ? names.includes(name) : name !== '__name__' && !names.includes(name),
    ),
  );
}

function resultLabels(
  operator: BinaryOperator,
  bool: boolean,
  many: Labels,
  one: Labels,
  matching: VectorMatching,
): Labels {
  const keepsName = operator in COMPARISONS && !bool;
  const base = keepsName ? many : withoutName(many);
  if (!matching.many) {
    return Object.fromEntries(
      Object.entries(base).filter(([name]) =>
        matching.kind === 'on' ? matching.labels.includes(name) : !matching.labels.includes(name),
      ),
    );
  }
  const included = matching.include.map((name) => [name, one[name] ?? ''] as const);
  return { ...base, ...Object.fromEntries(included) };
}
