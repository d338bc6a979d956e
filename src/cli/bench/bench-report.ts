import type { Measured } from './row.ts';

const HEADINGS = ['what', 'median', 'range', 'n', 'ratio', 'baseline', 'aim'] as const;

/** The rows as a Markdown table under a heading for each group, in the order in which they were measured. */
export function benchReport(rows: readonly Measured[]): string {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const section = (name: string): string =>
    `## ${name}\n\n${table(rows.filter(({ group }) => group === name))}`;
  return groups.map(section).join('\n\n');
}

function table(rows: readonly Measured[]): string {
  const cells = [HEADINGS, HEADINGS.map(() => '---'), ...rows.map(cellsOf)];
  return cells.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cellsOf(row: Measured): readonly string[] {
  const { name, unit, median, least, most, runs, ratio, baseline } = row;
  return [
    name,
    `${inWords(median)} ${unit}`,
    least === most ? '' : `${inWords(least)} to ${inWords(most)}`,
    String(runs),
    ratio === undefined ? '' : `${inWords(ratio)} x`,
    baseline ? `${baseline.name}: ${inWords(baseline.value)} ${unit}` : '',
    aimOf(row),
  ];
}

function aimOf({ aim, atLeast, median, unit }: Measured): string {
  const [sign, bound, isKept] =
    aim !== undefined
      ? ['≤', aim, median <= aim]
      : atLeast !== undefined
        ? ['≥', atLeast, median >= atLeast]
        : [];
  if (bound === undefined) return '';
  return `${sign} ${inWords(bound)} ${unit}: ${isKept ? 'kept' : 'missed'}`;
}

/** Three digits where more would be noise, and all digits of what is counted. */
function inWords(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en-GB');
}
