import type { RegradeCost } from './regrade-cpu.ts';
import type { SiteWire, Wire } from './wire-bytes.ts';

export interface Costs {
  readonly site: SiteWire;
  readonly labs: readonly RegradeCost[];
}

/** What money is asked for; in any currency. */
export interface Prices {
  readonly perGigabyte: number;
  readonly perCpuHour: number;
}

const LEARNERS = [200, 1_000, 10_000, 100_000, 1_000_000] as const;
/** Cores of a usual CI runner. */
const CORES = 2;

export interface LearnerCost extends Wire {
  readonly cpuSeconds: number;
  readonly bundleBytes: number;
}

/** One learner who takes every course and hands in every lab once. */
export function perLearner({ site, labs }: Costs): LearnerCost {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  const parts = [site.first, site.engine, ...site.courses];
  return {
    bytes: sum(parts.map(({ bytes }) => bytes)),
    requests: sum(parts.map(({ requests }) => requests)),
    cpuSeconds: sum(labs.map(({ cpuSeconds }) => cpuSeconds)),
    bundleBytes: sum(labs.map(({ bundleBytes }) => bundleBytes)),
  };
}

/** The tables of docs/operators/scale.md, in Markdown. */
export function costTables(costs: Costs, prices?: Prices): string {
  const { site, labs } = costs;
  const kilobytes = (bytes: number): string => Math.round(bytes / 1000).toLocaleString('en');
  const wire = (name: string, part: { bytes: number; requests: number }): string[] => [
    name,
    kilobytes(part.bytes),
    String(part.requests),
  ];
  const one = perLearner(costs);
  const bytes = table(
    ['What a browser fetches, once', 'kB', 'requests'],
    [
      wire('first visit: pages of no course, what every page calls for', site.first),
      wire('engine of the labs, Python included', site.engine),
      ...site.courses.map((course) => wire(`course \`${course.course}\`, with its labs`, course)),
      wire('**all of it**', one),
    ],
  );
  const cpu = table(
    ['Lab', 'CPU seconds per re-grade', 'kB per hand-in'],
    [
      ...labs.map(({ lab, cpuSeconds, bundleBytes }) => [
        `\`${lab}\``,
        cpuSeconds.toFixed(1),
        kilobytes(bundleBytes),
      ]),
      ['**all of them**', one.cpuSeconds.toFixed(1), kilobytes(one.bundleBytes)],
    ],
  );
  const scaled = table(
    [
      'Learners',
      'GB sent by the host',
      'requests',
      'GB of hand-ins',
      'CPU hours of re-grading',
      `runners of ${CORES} cores for a day`,
      ...(prices ? ['price'] : []),
    ],
    LEARNERS.map((learners) => {
      const gigabytes = (learners * one.bytes) / 1e9;
      const hours = (learners * one.cpuSeconds) / 3600;
      return [
        learners.toLocaleString('en'),
        rounded(gigabytes),
        (learners * one.requests).toLocaleString('en'),
        rounded((learners * one.bundleBytes) / 1e9),
        rounded(hours),
        String(Math.ceil(hours / (CORES * 24))),
        ...(prices ? [rounded(gigabytes * prices.perGigabyte + hours * prices.perCpuHour)] : []),
      ];
    }),
  );
  return [bytes, cpu, scaled].join('\n\n');
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
