/** A number of a metrics file, named by its place: `slices.DE.auc`. */
export interface Metric {
  readonly name: string;
  readonly value: number;
  /** Length of its bar, 0 to 1, and whether it goes to the left. */
  readonly share: number;
  readonly isNegative: boolean;
}

/** A metrics file has some numbers, not a model's thousand. */
const MOST = 60;

/**
 * The numbers of a JSON object (at any depth, lists left out), in the order of the file; none when the text is no such
 * file or has more than 60.
 *
 * Numbers from 0 to 1 share one scale, so that rates and areas can be compared by eye; every other number is drawn
 * against the largest of those that share its last name.
 */
export function metricsIn(text: string): readonly Metric[] {
  const found = numbersIn(text);
  if (found.length === 0 || found.length > MOST) return [];
  const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const largest = new Map<string, number>();
  for (const [name, value] of found) {
    const key = lastName(name);
    largest.set(key, Math.max(largest.get(key) ?? 0, Math.abs(value)));
  }
  return found.map(([name, value]) => {
    const most = largest.get(lastName(name)) ?? 0;
    const scale = most <= 1 ? 1 : most;
    return { name, value, share: Math.abs(value) / scale, isNegative: value < 0 };
  });
}

function numbersIn(text: string): readonly (readonly [name: string, value: number])[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // While somebody types, a file is often no JSON: then there is nothing to draw.
    return [];
  }
  const found: [string, number][] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'number') found.push([name, value]);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) {
        walk(inner, name === '' ? key : `${name}.${key}`);
      }
    }
  };
  if (typeof data === 'object') walk(data, '');
  return found;
}
