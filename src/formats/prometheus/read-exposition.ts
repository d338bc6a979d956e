import type { FormatFault, Reading } from '../format-fault.ts';

/** One line of measured data of the Prometheus text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  /** `counter`, `gauge`, `histogram`, … by the name of the metric family. */
  readonly types: Readonly<Record<string, string>>;
}

const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|\})/;

/** Reads the text that `/metrics` gives (text format 0.0.4). */
export function readExposition(text: string, file: string): Reading<Exposition> {
  const samples: Sample[] = [];
  const types: Record<string, string> = {};
  const faults: FormatFault[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const fault = (wanted: string) => {
      faults.push({
        file,
        line: index + 1,
        path: '',
        found: JSON.stringify(line.slice(0, 80)),
        wanted,
      });
    };
    if (line === '') continue;
    if (line.startsWith('#')) {
      const [, keyword, name = '', type = ''] = line.split(/\s+/);
      if (keyword !== 'TYPE') continue;
      if (TYPES.includes(type)) types[name] = type;
      else fault(`# TYPE, a name and one of ${TYPES.join(', ')}`);
      continue;
    }
    const sample = readSample(line);
    if (sample) samples.push(sample);
    else fault('a name, labels in braces, and a number');
  }
  const [first, ...others] = faults;
  return first ? { faults: [first, ...others] } : { value: { samples, types } };
}

function readSample(line: string): Sample | undefined {
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return undefined;
  let rest = line.slice(name.length).trimStart();
  const labels: Record<string, string> = {};
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    for (let open = !/^\s*\}/.test(rest); open;) {
      const match = LABEL.exec(rest);
      if (!match) return undefined;
      const [all, label = '', value = '', end] = match;
      labels[label] = value.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));
      rest = rest.slice(all.length);
      if (end === '}') open = false;
      else if (/^\s*\}/.test(rest)) break;
    }
    rest = rest.replace(/^\s*\}/, '');
  }
  const [number = '', time, ...more] = rest.trim().split(/\s+/);
  const value = numberOf(number);
  if (value === undefined || more.length > 0) return undefined;
  if (time !== undefined && !/^-?\d+$/.test(time)) return undefined;
  return { name, labels, value };
}

function numberOf(text: string): number | undefined {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** What is wrong with a histogram's buckets, in one sentence, or `undefined`: cumulative, with `+Inf` equal to `_count`. */
export function histogramFault({ samples }: Exposition, family: string): string | undefined {
  const groups = new Map<string, { le: number; value: number }[]>();
  const keyOf = (labels: Readonly<Record<string, string>>) =>
    JSON.stringify(
      Object.entries(labels)
        .filter(([key]) => key !== 'le')
        .sort(),
    );
  for (const { name, labels, value } of samples) {
    if (name !== `${family}_bucket`) continue;
    const le = numberOf(labels['le'] ?? '');
    if (le === undefined) return `A bucket of ${family} has no number as its label "le".`;
    const key = keyOf(labels);
    groups.set(key, [...(groups.get(key) ?? []), { le, value }]);
  }
  if (groups.size === 0) return `There is no ${family}_bucket.`;
  for (const [key, unsorted] of groups) {
    const buckets = unsorted.sort((a, b) => a.le - b.le);
    const falling = buckets.find(({ value }, i) => i > 0 && value < (buckets[i - 1]?.value ?? 0));
    if (falling)
      return `The buckets of ${family} are not cumulative: le="${falling.le}" counts less than the one before.`;
    const last = buckets.at(-1);
    if (last?.le !== Infinity) return `The buckets of ${family} do not end in le="+Inf".`;
    const count = samples.find(
      ({ name, labels }) => name === `${family}_count` && keyOf(labels) === key,
    );
    if (!count) return `There is no ${family}_count for the same labels as its buckets.`;
    if (count.value !== last.value)
      return `${family}_count is ${count.value}, and the bucket le="+Inf" is ${last.value}.`;
  }
  return undefined;
}
