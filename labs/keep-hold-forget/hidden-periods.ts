import { csvLines, Random } from '#harborlight';

export const DAY_MS = 86_400_000;
export const FLOOR_DAYS = 184;

/** A folder that `retention.py` is run on, and what must be left in it. */
export interface PeriodCase {
  /** In words, for the verdict. */
  readonly given: string;
  readonly asOf: string;
  readonly files: Readonly<Record<string, string>>;
  /** What must be left of each file of the policy, as text. */
  readonly left: Readonly<Record<string, string>>;
  /** Files that a period is stated for, and that are there. */
  readonly governed: readonly string[];
  readonly dryRun: boolean;
}

interface Rule {
  readonly dataset: string;
  readonly date_field: string;
  readonly days: number;
  readonly action: 'delete' | 'drop_columns';
  readonly columns?: readonly string[];
}

type Values = Readonly<Record<string, string>>;

const APPLICATIONS = 'lake/bronze/applications.csv';
const LEADS = 'lake/marts/leads.csv';
const VISITS = 'lake/marts/visits.csv';
const DECISIONS = 'logs/decisions.jsonl';
const OVERRIDES = 'logs/overrides.jsonl';

/** A time as programs of the house write it: `2026-08-24T00:00:00Z`. */
export function stamp(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/**
 * Six folders: four with periods only, at times that fall on, before and after a day's border; one with holds; one with
 * logs. The first of them comes again as a dry run.
 */
export function periodCases(seed: string): Readonly<Record<string, PeriodCase>> {
  const random = new Random(`${seed}/periods`);
  const noon = Date.UTC(2026, 7, 1 + random.below(28), 12);
  const times = [
    ['at the very second that ends a period', noon],
    ['at midnight, where dates without a time end', noon - DAY_MS / 2],
    ['a second after midnight', noon - DAY_MS / 2 + 1000],
    ['a day later, with a data set that has no file', noon + DAY_MS],
  ] as const;
  const days = { applications: 300 + random.below(100), leads: 60 + random.below(60), visits: 30 };
  const rules: readonly Rule[] = [
    { dataset: APPLICATIONS, date_field: 'applied_at', days: days.applications, action: 'delete' },
    {
      dataset: LEADS,
      date_field: 'seen_at',
      days: days.leads,
      action: 'drop_columns',
      columns: ['phone', 'email'],
    },
    { dataset: VISITS, date_field: 'day', days: days.visits, action: 'delete' },
  ];
  const tables = {
    [APPLICATIONS]: datedRows(
      random,
      noon - days.applications * DAY_MS,
      'applied_at',
      'application_id',
    ),
    [LEADS]: datedRows(random, noon - days.leads * DAY_MS, 'seen_at', 'lead'),
    [VISITS]: datedRows(random, noon - DAY_MS / 2 - days.visits * DAY_MS, 'day', 'visit'),
  };
  const due = times.map(([given, asOfMs], i) =>
    periodCase({
      given: `a hidden lake, ${given}`,
      asOfMs,
      tables,
      rules:
        i === 3 ? [{ ...rules[0], dataset: 'lake/marts/spring.csv' } as Rule, ...rules] : rules,
    }),
  );
  const old = tables[APPLICATIONS].filter(
    (row) => Date.parse(row['applied_at'] ?? '') < noon - (days.applications + 2) * DAY_MS,
  );
  const [first] = due;
  if (!first) throw new RangeError('There is no case.');
  return {
    'due-1': first,
    ...Object.fromEntries(due.slice(1).map((one, i) => [`due-${i + 2}`, one])),
    holds: periodCase({
      given: 'a hidden lake with two old applications on hold',
      asOfMs: noon + 2 * DAY_MS,
      tables: { [APPLICATIONS]: tables[APPLICATIONS] },
      rules: rules.slice(0, 1),
      held: old.slice(0, 2).map((row) => row['application_id'] ?? ''),
    }),
    logs: periodCase({
      given: 'hidden logs, one with a period of 30 days and one of 400',
      asOfMs: noon + 3_600_000,
      tables: {
        [DECISIONS]: datedRows(random, noon - FLOOR_DAYS * DAY_MS, 'ts', 'application_id', 150),
        [OVERRIDES]: datedRows(random, noon - 400 * DAY_MS, 'ts', 'application_id', 230),
      },
      rules: [
        { dataset: DECISIONS, date_field: 'ts', days: 30, action: 'delete' },
        { dataset: OVERRIDES, date_field: 'ts', days: 400, action: 'delete' },
      ],
    }),
    dry: { ...first, given: 'a hidden lake, with --dry-run', left: first.files, dryRun: true },
  };
}

/**
 * Rows on both sides of a moment: one at it, one a second before and after, others up to `spreadDays` away. They stand in
 * no order of time.
 */
function datedRows(
  random: Random,
  borderMs: number,
  field: string,
  id: string,
  spreadDays = 40,
): readonly Values[] {
  const offsets = [0, -1000, 1000, -DAY_MS, DAY_MS];
  while (offsets.length < 24) {
    offsets.push(
      (random.below(2 * spreadDays) - spreadDays) * DAY_MS + random.below(86_400) * 1000,
    );
  }
  return random.shuffled(offsets).map((offset, i): Values => {
    const at = stamp(borderMs + offset);
    const number = String(1 + i + random.below(3) * 100).padStart(6, '0');
    const common = { [id]: `A-${number}`, [field]: field === 'day' ? at.slice(0, 10) : at };
    return id === 'lead'
      ? {
          ...common,
          email: `user${i}@example.test`,
          phone: `+49 30 ${1000 + i}`,
          source: i % 5 === 0 ? 'fair, spring' : 'web',
        }
      : { ...common, amount_eur: `${300 + i * 10}.00` };
  });
}

interface Setting {
  readonly given: string;
  readonly asOfMs: number;
  readonly tables: Readonly<Record<string, readonly Values[]>>;
  readonly rules: readonly Rule[];
  readonly held?: readonly string[];
}

function periodCase({ given, asOfMs, tables, rules, held = [] }: Setting): PeriodCase {
  const holds = held.map((application_id, i) => ({
    case: `2026-0${i + 4}`,
    application_id,
    since: '2026-04-01',
  }));
  const left: Record<string, string> = {};
  for (const rule of rules) {
    const rows = tables[rule.dataset];
    if (!rows) continue;
    const days = rule.dataset.startsWith('logs/') ? Math.max(rule.days, FLOOR_DAYS) : rule.days;
    const isDue = (row: Values) =>
      Date.parse(row[rule.date_field] ?? '') < asOfMs - days * DAY_MS &&
      !held.includes(row['application_id'] ?? '');
    const kept = rows.flatMap((row) => (isDue(row) ? ruled(row, rule) : [row]));
    left[rule.dataset] = fileText(rule.dataset, rows, kept);
  }
  return {
    given,
    asOf: stamp(asOfMs),
    files: {
      ...Object.fromEntries(
        Object.entries(tables).map(([path, rows]) => [path, fileText(path, rows, rows)]),
      ),
      'governance/retention.yaml': policyYaml(rules),
      'governance/holds.json': `${JSON.stringify({ holds }, null, 2)}\n`,
    },
    left,
    governed: Object.keys(left),
    dryRun: false,
  };
}

function ruled(row: Values, { action, columns = [] }: Rule): readonly Values[] {
  if (action === 'delete') return [];
  return [
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, columns.includes(name) ? '' : value]),
    ),
  ];
}

function fileText(path: string, all: readonly Values[], rows: readonly Values[]): string {
  if (path.endsWith('.jsonl')) return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const columns = Object.keys(all[0] ?? {});
  const quoted = (value: string) => (value.includes(',') ? `"${value}"` : value);
  return csvLines([
    columns,
    ...rows.map((row) => columns.map((column) => quoted(row[column] ?? ''))),
  ]);
}

function policyYaml(rules: readonly Rule[]): string {
  return rules
    .map(({ columns, ...rule }) => {
      const lines = Object.entries(rule).map(([key, value]) => `${key}: ${value}`);
      if (columns) lines.push(`columns: [${columns.join(', ')}]`);
      return `- ${lines.join('\n  ')}\n`;
    })
    .join('');
}
