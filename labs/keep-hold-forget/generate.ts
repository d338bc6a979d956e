import { textFile, type FileTree } from '#container';
import {
  APPLICATION_COLUMNS,
  applicationsCsv,
  csvLines,
  FEATURES,
  featureVector,
  namedCells,
  Random,
  table,
  type Application,
  type NamedCells,
} from '#harborlight';

/** The key that was committed before the one that is in use. `setup.sh` commits it. */
export const FIRST_KEY = 'harborlight-dev-key';

const MODEL_DATA = [
  ['1', '2026-01-05T00:00:00Z', '2026-02-16T00:00:00Z'],
  ['2', '2026-01-05T00:00:00Z', '2026-03-30T00:00:00Z'],
  ['3', '2026-01-05T00:00:00Z', '2026-03-30T00:00:00Z'],
] as const;

/** What a learner finds: the lake, the logs, the papers of compliance, and a key that should not be there. */
export function generate(seed: string): FileTree {
  const train = table('train', seed, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
  const rows = train.map(({ row }) => namedCells(APPLICATION_COLUMNS, row));
  const random = new Random(`${seed}/governance`);
  const [erasable, held] = twoCustomers(rows, random);
  return {
    '.env': textFile(`HL_PSEUDO_KEY=${leakedKey(seed)}\nHL_PSEUDO_KID=k1\n`),
    'lake/bronze/applications.csv': textFile(applicationsCsv(train)),
    'lake/silver': { kind: 'folder' },
    'lake/gold/features.csv': textFile(featuresCsv(rows)),
    'lake/marts/partner_report.csv': textFile(partnerReport(rows, random)),
    'lake/marts/marketing_leads.csv': textFile(marketingLeads(rows)),
    'logs/decisions.jsonl': textFile(decisions(train, random)),
    'governance/holds.json': json({ holds: holds(rows, held, erasable, random) }),
    'governance/requests.json': json({
      requests: [
        {
          received: '2026-08-17',
          customer_id: erasable,
          text: 'Please delete everything that you have about me.',
        },
        {
          received: '2026-08-20',
          customer_id: held,
          text: 'I want my data gone. All of it. You know why.',
        },
      ],
    }),
    'governance/model_data.json': json(modelData(random)),
    'governance/erasure_ledger.jsonl': textFile(''),
  };
}

/** The key that stands in Git as a learner finds it. */
export function leakedKey(seed: string): string {
  return `hl-${hex(new Random(`${seed}/key`), 12)}`;
}

function hex(random: Random, bytes: number): string {
  return Array.from(random.bytes(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function json(value: unknown) {
  return textFile(`${JSON.stringify(value, null, 2)}\n`);
}

/** Two customers with three applications or more. */
function twoCustomers(rows: readonly NamedCells[], random: Random): readonly [string, string] {
  const counts = new Map<string, number>();
  for (const { customer_id = '' } of rows) {
    counts.set(customer_id, (counts.get(customer_id) ?? 0) + 1);
  }
  const often = [...counts].flatMap(([id, count]) => (count >= 3 ? [id] : [])).sort();
  const [one = '', other = ''] = random.shuffled(often);
  return [one, other];
}

/** One hold on the second customer, two on others; none on the first. */
function holds(rows: readonly NamedCells[], held: string, erasable: string, random: Random) {
  const hers = rows.filter(({ customer_id }) => customer_id === held);
  const others = random.shuffled(
    rows.filter(({ customer_id }) => customer_id !== held && customer_id !== erasable),
  );
  return [hers[0], others[0], others[1]].map((row, i) => ({
    case: `2026-0${5 + i}`,
    application_id: row?.['application_id'],
    since: `2026-0${5 + i}-11`,
  }));
}

function featuresCsv(rows: readonly NamedCells[]): string {
  return csvLines([
    ['application_id', ...FEATURES],
    ...rows.map((row) => [
      row['application_id'] ?? '',
      ...featureVector(row).map((value) => String(Math.round(value * 1e6) / 1e6)),
    ]),
  ]);
}

function partnerReport(rows: readonly NamedCells[], random: Random): string {
  const partners = ['"Velo, Rad & Co"', 'Kuchnia24', 'Casa Nova', 'Elcykel Norr'];
  const reported = rows.filter(({ channel }) => channel === 'partner');
  return csvLines([
    ['partner', 'application_id', 'applied_at', 'financed_eur'],
    ...reported.map((row) => [
      partners[random.below(partners.length)] ?? '',
      row['application_id'] ?? '',
      row['applied_at'] ?? '',
      row['amount_eur'] ?? '',
    ]),
  ]);
}

/** Addresses of those who borrowed more than 1,000 euros. */
function marketingLeads(rows: readonly NamedCells[]): string {
  const columns = ['customer_id', 'email', 'country', 'applied_at'];
  const leads = rows.filter((row) => Number(row['amount_eur']) > 1000);
  return csvLines([columns, ...leads.map((row) => columns.map((column) => row[column] ?? ''))]);
}

function decisions(train: readonly Application[], random: Random): string {
  return train
    .map(({ row }) => {
      const cells = namedCells(APPLICATION_COLUMNS, row);
      const p = (20 + random.below(480)) / 1000;
      const line = {
        ts: cells['applied_at'],
        application_id: cells['application_id'],
        customer_id: cells['customer_id'],
        email: cells['email'],
        model_version: '3',
        p,
        decision: p >= 0.2 ? 'refer' : 'approve',
      };
      return { at: cells['applied_at'] ?? '', text: `${JSON.stringify(line)}\n` };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ text }) => text)
    .join('');
}

function modelData(random: Random) {
  const first = hex(random, 16);
  const second = hex(random, 16);
  const digests = [first, second, second];
  return {
    versions: Object.fromEntries(MODEL_DATA.map(([version], i) => [version, digests[i]])),
    data: Object.fromEntries(
      MODEL_DATA.map(([, applied_from, applied_before], i) => [
        digests[i] ?? '',
        { applied_from, applied_before },
      ]),
    ),
  };
}
