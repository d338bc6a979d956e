import {
  APPLICATION_COLUMNS,
  csvLines,
  namedCells,
  pseudonym,
  Random,
  SILVER_COLUMNS,
  silverRow,
  table,
  type NamedCells,
  type PseudonymKey,
} from '#harborlight';
import { DAY_MS, FLOOR_DAYS, stamp } from './hidden-periods.ts';
import { hiddenKey } from './hidden-tables.ts';

export const LEDGER = 'governance/erasure_ledger.jsonl';
export const EVENTS = 'lineage/events.jsonl';

/** A folder that `erase.py` is run on, who asks to be forgotten, and all that names her. */
export interface HiddenLake {
  readonly given: string;
  readonly asOf: string;
  readonly key: PseudonymKey;
  readonly files: Readonly<Record<string, string>>;
  readonly subject: Subject;
  /** Data sets that lineage reaches and that have a file, by file. */
  readonly reached: Readonly<Record<string, { readonly namespace: string; readonly name: string }>>;
  /** Versions of the model whose data held her. */
  readonly models: readonly string[];
}

export interface Subject {
  readonly customerId: string;
  readonly token: string;
  readonly ledgerToken: string;
  readonly applications: readonly string[];
  readonly nationalId: string;
  readonly email: string;
}

/** Three people whose ids begin alike; the first is the one who asks. */
const ALIKE = ['C-0102', 'C-01028', 'C-01020'];
const PERSONAL = new Set(['customer_id', 'national_id', 'email', 'birth_date', 'country']);

type Edge = readonly [job: string, inputs: readonly string[], outputs: readonly string[]];

/** The lake with a diamond, a cycle, a run that failed and a data set more than the visible one. */
export function wideLake(seed: string): HiddenLake {
  return hiddenLake(seed, 'a hidden lake with more data sets than yours', {
    held: false,
    isLead: true,
    extra: ['lake/gold/scores', 'lake/marts/callbacks', 'lake/marts/half_written'],
    edges: [
      ['prepare', ['lake/bronze/applications'], ['lake/silver/applications']],
      ['features', ['lake/silver/applications'], ['lake/gold/features']],
      ['scores', ['lake/gold/features'], ['lake/gold/scores', 'models/loan-default@9']],
      ['callbacks', ['lake/gold/scores', 'lake/silver/applications'], ['lake/marts/callbacks']],
      ['feedback', ['lake/marts/callbacks'], ['lake/gold/features']],
      ['score', ['lake/gold/features', 'models/loan-default@3'], ['logs/decisions']],
      ['leads', ['lake/bronze/applications'], ['lake/marts/marketing_leads']],
      ['report', ['lake/silver/applications'], ['lake/marts/partner_report']],
      ['broken-export', ['lake/gold/scores'], ['lake/marts/half_written']],
      ['weather', ['lake/inbox/weather'], ['lake/gold/weather']],
    ],
  });
}

/** Another lake, with another chain behind the features. */
export function longLake(seed: string): HiddenLake {
  return hiddenLake(seed, 'a second hidden lake, with a longer chain', {
    held: false,
    isLead: false,
    extra: ['lake/marts/renewals'],
    edges: [
      ['features', ['lake/silver/applications'], ['lake/gold/features']],
      ['renewals', ['logs/decisions'], ['lake/marts/renewals']],
      ['score', ['lake/gold/features'], ['logs/decisions']],
      ['leads', ['lake/bronze/applications'], ['lake/marts/marketing_leads']],
      ['report', ['lake/silver/applications'], ['lake/marts/partner_report']],
      ['prepare', ['lake/bronze/applications'], ['lake/silver/applications']],
    ],
  });
}

/** A lake in which one of her applications is on hold. */
export function heldLake(seed: string): HiddenLake {
  return hiddenLake(seed, 'a hidden lake in which one of her applications is on hold', {
    held: true,
    isLead: true,
    extra: [],
    edges: [
      ['prepare', ['lake/bronze/applications'], ['lake/silver/applications']],
      ['features', ['lake/silver/applications'], ['lake/gold/features']],
      ['score', ['lake/gold/features'], ['logs/decisions']],
      ['leads', ['lake/bronze/applications'], ['lake/marts/marketing_leads']],
      ['report', ['lake/silver/applications'], ['lake/marts/partner_report']],
    ],
  });
}

interface Shape {
  readonly held: boolean;
  /** She is among marketing's leads: when she is not, a file is looked through and stays. */
  readonly isLead: boolean;
  readonly extra: readonly string[];
  readonly edges: readonly Edge[];
}

function hiddenLake(
  seed: string,
  given: string,
  { held, isLead, extra, edges }: Shape,
): HiddenLake {
  const random = new Random(`${seed}/lake`);
  const key = hiddenKey(random, 'k');
  const asOfMs = Date.UTC(2026, 8, 1 + random.below(28), random.below(24));
  const bronze = bronzeRows(seed, random);
  const rows = bronze.map((row) => namedCells(APPLICATION_COLUMNS, row));
  const hers = rows.filter(({ customer_id }) => customer_id === ALIKE[0]);
  const others = rows.filter(({ customer_id }) => customer_id !== ALIKE[0]);
  const silver = bronze.map((row) => silverRow(row, pseudonym(key, row[2] ?? '')));
  const [customerId = ''] = ALIKE;
  const subject: Subject = {
    customerId,
    token: pseudonym(key, customerId),
    ledgerToken: pseudonym(key, customerId, 'ledger'),
    applications: hers.map((row) => row['application_id'] ?? ''),
    nationalId: hers[0]?.['national_id'] ?? '',
    email: hers[0]?.['email'] ?? '',
  };
  const onHold = random
    .shuffled(others)
    .slice(0, 2)
    .map((row) => row['application_id'] ?? '');
  const { data, versions, models } = modelData(hers, random);
  const files: Record<string, string> = {
    'lake/bronze/applications.csv': csvLines([APPLICATION_COLUMNS, ...bronze]),
    'lake/silver/applications.csv': csvOf(silver, SILVER_COLUMNS),
    'lake/gold/features.csv': csvOf(
      rows.map((row) => ({ ...row, dti: String(random.permille() / 1000) })),
      ['application_id', 'dti', 'late_payments_12m'],
    ),
    'lake/marts/marketing_leads.csv': csvOf(
      (isLead ? rows : others).filter((_, i) => i % 4 !== 3),
      ['customer_id', 'email', 'country', 'applied_at'],
    ),
    // Partners have commas in their names, so a row is more than its commas say.
    'lake/marts/partner_report.csv': csvOf(
      silver.map((row, i) => ({
        ...row,
        partner: ['"Velo, Rad & Co"', 'Kuchnia24', '"Casa ""Nova"", Porto"'][i % 3] ?? '',
      })),
      ['partner', 'subject_token', 'amount_eur'],
    ),
    'logs/decisions.jsonl': decisions(rows, asOfMs, random),
    'governance/holds.json': json({
      holds: [...onHold, ...(held ? [subject.applications[1] ?? ''] : [])].map(
        (application_id, i) => ({ case: `2026-0${i + 3}`, application_id, since: '2026-06-01' }),
      ),
    }),
    'governance/model_data.json': json({ versions, data }),
    [LEDGER]: `${JSON.stringify({ ts: '2026-06-30T08:00:00Z', subject: pseudonym(key, 'C-02222', 'ledger'), action: 'erased', datasets: { 'lake/bronze/applications.csv': 1 }, models_affected: [] })}\n`,
    [EVENTS]: lineage(edges, random),
  };
  for (const [i, dataset] of extra.entries()) {
    const column = i === 1 ? 'subject_token' : 'application_id';
    files[`${dataset}.csv`] = csvOf(
      silver.map((row) => ({ ...row, note: String(random.below(9)) })),
      ['note', column],
    );
  }
  const datasets = new Set(edges.flatMap(([, inputs, outputs]) => [...inputs, ...outputs]));
  const reached = [...datasets].flatMap((dataset) => {
    const file = ['csv', 'jsonl']
      .map((ending) => `${dataset}.${ending}`)
      .find((path) => path in files);
    const [namespace = '', ...name] = dataset.split('/');
    return file === undefined ? [] : [[file, { namespace, name: name.join('/') }] as const];
  });
  return {
    given,
    asOf: stamp(asOfMs),
    key,
    files,
    subject,
    reached: Object.fromEntries(reached),
    models,
  };
}

/** Sixty applications, three each of three people whose ids begin alike. */
function bronzeRows(seed: string, random: Random): readonly (readonly string[])[] {
  const first = 30_001 + random.below(5000);
  const drawn = table('hidden-lake', seed, { rows: 60, first, startDay: 0, spanDays: 84 });
  return drawn.map(({ row }, i) => {
    const who = (i % 20) - 5;
    const id = ALIKE[who];
    const person = drawn[5 + who]?.row;
    if (id === undefined || !person) return row;
    const hers: NamedCells = {
      ...namedCells(APPLICATION_COLUMNS, person),
      customer_id: id,
      email: `user${Number(id.slice(2))}@example.test`,
    };
    return APPLICATION_COLUMNS.map((column, at) =>
      PERSONAL.has(column) ? (hers[column] ?? '') : (row[at] ?? ''),
    );
  });
}

function csvOf(rows: readonly NamedCells[], columns: readonly string[]): string {
  return csvLines([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Of her lines one is young, one lies on the floor's last second, one a second before it. */
function decisions(rows: readonly NamedCells[], asOfMs: number, random: Random): string {
  const floorMs = asOfMs - FLOOR_DAYS * DAY_MS;
  const hers = [asOfMs - 40 * DAY_MS, floorMs, floorMs - 1000];
  const lines = rows.map((row) => {
    const atMs =
      (row['customer_id'] === ALIKE[0] ? hers.pop() : undefined) ??
      floorMs + (random.below(300) - 120) * DAY_MS + random.below(86_400) * 1000;
    const p = (20 + random.below(480)) / 1000;
    const { application_id, customer_id, email } = row;
    return {
      ts: stamp(atMs),
      application_id,
      customer_id,
      email,
      model_version: '3',
      p,
      decision: p >= 0.2 ? 'refer' : 'approve',
    };
  });
  return random
    .shuffled(lines)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

/** Four versions on three tables: one ends at her first application, one begins there, one holds another. */
function modelData(hers: readonly NamedCells[], random: Random) {
  const times = hers.map((row) => Date.parse(row['applied_at'] ?? '')).sort((a, b) => a - b);
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  const digest = () =>
    Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const [before, from, after] = [digest(), digest(), digest()];
  return {
    versions: { '1': before, '2': from, '3': after, '4': from },
    data: {
      [before]: { applied_from: stamp(first - 30 * DAY_MS), applied_before: stamp(first) },
      [from]: { applied_from: stamp(first), applied_before: stamp(first + 1000) },
      [after]: { applied_from: stamp(last + 1000), applied_before: stamp(last + 30 * DAY_MS) },
    },
    models: ['2', '4'],
  };
}

/** Each job told by a START with what it reads and an end with what it wrote. */
function lineage(edges: readonly Edge[], random: Random): string {
  const producer = 'https://harborlight.example/loan-risk/lineage';
  const dataset = (text: string) => {
    const [namespace = '', ...name] = text.split('/');
    return { namespace, name: name.join('/') };
  };
  return edges
    .flatMap(([name, inputs, outputs], i) => {
      const hex = Array.from(random.bytes(6), (byte) => byte.toString(16).padStart(2, '0')).join(
        '',
      );
      const event = (eventType: string, second: number, rest: object) => ({
        eventType,
        eventTime: stamp(Date.UTC(2026, 6, 1, 2, i, second)),
        producer,
        schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
        run: { runId: `019d6096-f8${String(10 + i)}-7b3c-8f51-${hex}` },
        job: { namespace: 'loan-risk', name },
        ...rest,
      });
      return [
        event('START', 0, { inputs: inputs.map(dataset) }),
        event(name.startsWith('broken') ? 'FAIL' : 'COMPLETE', 30, {
          outputs: outputs.map(dataset),
        }),
      ];
    })
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}
