import { digestOfBytes } from '#formats';
import {
  applicationsTable,
  plantDefect,
  Random,
  table,
  tableCsv,
  type Application,
  type ApplicationsTable,
  type NamedCells,
  type TableRange,
} from '#harborlight';
import { drawRuns, ROLES, type LabRuns, type Role } from '../two-aliases-one-rollback/runs.ts';
import { BASE_COLUMNS, STORIES, type BaseColumn, type Story } from './stories.ts';

/** All that a seed decides about the day. */
export interface Day {
  readonly story: Story;
  /** The story's columns, two of them renamed. */
  readonly columns: Readonly<Record<BaseColumn, string>>;
  /** The table as it was found, and the two drops of the day. */
  readonly first: string;
  readonly soundDrop: string;
  readonly brokenDrop: string;
  readonly outcomes: string;
  readonly holdoutPct: number;
  readonly l2: string;
  /** The night's candidates, and the policy that chooses among them. */
  readonly lab: LabRuns;
}

export const DATA = 'data/cases.csv';

/** Share of cases kept, in per mille, by country: another mix for each learner. */
const MIXES: readonly Readonly<Record<string, number>>[] = [
  { DE: 1000, PL: 900, PT: 500, SE: 600 },
  { DE: 500, PL: 1000, PT: 1000, SE: 700 },
  { DE: 450, PL: 600, PT: 900, SE: 1000 },
  { DE: 800, PL: 450, PT: 1000, SE: 900 },
];

const ROWS = 900;
const DROP_ROWS = 150;

/** Drawing a day trains five models; a grading asks for the same one twenty times. */
const drawn = new Map<string, Day>();

export function dayOf(seed: string): Day {
  const known = drawn.get(seed);
  if (known) return known;
  const day = drawDay(seed);
  drawn.clear();
  drawn.set(seed, day);
  return day;
}

function drawDay(seed: string): Day {
  const random = new Random(`${seed}/day`);
  const story = STORIES[random.below(STORIES.length)] ?? STORIES[0];
  if (!story) throw new RangeError('There is no story.');
  const mix = MIXES[random.below(MIXES.length)] ?? {};
  const others = random.shuffled(Object.entries(story.alternatives)).slice(0, 2);
  const columns = { ...story.columns, ...Object.fromEntries(others) };
  const naming = { story, columns };
  const draw = (name: string, count: number, range: Omit<TableRange, 'rows'>) =>
    mixed(table(name, seed, { rows: 3 * count, ...range }), mix, random).slice(0, count);
  const first = draw('first', ROWS, { first: 1, startDay: 0, spanDays: 84 });
  const sound = draw('sound', DROP_ROWS, { first: 6001, startDay: 84, spanDays: 7 });
  const broken = draw('broken', DROP_ROWS, { first: 8001, startDay: 84, spanDays: 7 });
  const text = (one: ApplicationsTable) => tableCsv(asCases(one, naming));
  const [firstCsv, soundCsv] = [text(applicationsTable(first)), text(applicationsTable(sound))];
  // What is wrong with it is what cost most elsewhere: a column that is known only afterwards.
  const brokenCsv = text(plantDefect('DF07', applicationsTable(broken), seed));
  const outcomes = [...first, ...sound, ...broken].map(
    ({ row, defaulted }) => `${renumbered(row[0] ?? '', story)},${defaulted ? '1' : '0'}\n`,
  );
  const versions = {
    'data-v1': md5(firstCsv),
    'data-v2': md5(firstCsv + withoutHeader(soundCsv)),
  };
  return {
    ...naming,
    first: firstCsv,
    soundDrop: soundCsv,
    brokenDrop: brokenCsv,
    outcomes: `${columns.application_id},${story.outcome}\n${outcomes.join('')}`,
    holdoutPct: [20, 25, 30][random.below(3)] ?? 25,
    l2: ['0.5', '1.0', '2.0'][random.below(3)] ?? '1.0',
    lab: candidates(seed, random, story, versions, md5(firstCsv + withoutHeader(brokenCsv))),
  };
}

const md5 = (text: string) => digestOfBytes(new TextEncoder().encode(text)).md5;
const withoutHeader = (text: string) => text.slice(text.indexOf('\n') + 1);

function mixed(
  applications: readonly Application[],
  mix: Readonly<Record<string, number>>,
  random: Random,
): readonly Application[] {
  const at = 6;
  return applications.filter(({ row }) => random.permille() < (mix[row[at] ?? ''] ?? 1000));
}

type Naming = Pick<Day, 'story' | 'columns'>;

/** Number and letter: `A-000123` is `P-000123` in a story whose letter is P. */
function renumbered(id: string, { caseLetter }: Story): string {
  return id.replace(/^A-/, `${caseLetter}-`);
}

/** Harborlight's table in the words of the story. Columns that are no part of it stay, as a defect may have planted them. */
export function asCases(made: ApplicationsTable, { story, columns }: Naming): ApplicationsTable {
  const known: readonly string[] = BASE_COLUMNS;
  const dropped = ['national_id', 'birth_date', 'consent_scoring'];
  const kept = made.header.flatMap((name, at) => (dropped.includes(name) ? [] : [{ name, at }]));
  const cell = (name: string, value: string) => {
    if (name === 'application_id') return renumbered(value, story);
    if (name === 'customer_id') return value.replace(/^C-/, `${story.partyLetter}-`);
    const values: Readonly<Record<string, string>> | undefined =
      name === 'country' || name === 'channel' || name === 'employment'
        ? story.values[name]
        : undefined;
    return values?.[value] ?? value;
  };
  return {
    ...made,
    header: kept.map(({ name }) => (known.includes(name) ? columns[name as BaseColumn] : name)),
    rows: made.rows.map((row) => kept.map(({ name, at }) => cell(name, row[at] ?? ''))),
  };
}

/** A case by Harborlight's names, as its model reads it. */
export function asApplication(row: NamedCells, { story, columns }: Naming): NamedCells {
  return Object.fromEntries(
    BASE_COLUMNS.map((base) => {
      const value = row[columns[base]] ?? '';
      if (base !== 'channel' && base !== 'employment' && base !== 'country') return [base, value];
      const back = Object.entries(story.values[base]).find(([, theirs]) => theirs === value);
      return [base, back?.[0] ?? value];
    }),
  );
}

/** The version that is at fault: its metrics are fine, and it was trained on what should have been stopped. */
const MAY_BE_FAULTY: readonly Role[] = ['full', 'regularised'];

function candidates(
  seed: string,
  random: Random,
  story: Story,
  dataVersions: LabRuns['dataVersions'],
  stoppedMd5: string,
): LabRuns {
  const night = drawRuns(seed);
  const faulty = MAY_BE_FAULTY[random.below(MAY_BE_FAULTY.length)];
  const names = random.shuffled(['ash', 'birch', 'cedar', 'elm', 'fir']);
  const runs = Object.fromEntries(
    ROLES.map((role, i) => {
      const run = night.runs[role];
      const [v1 = '', v2 = ''] = Object.values(dataVersions);
      const leak = run.features.slice(story.features.length);
      return [
        role,
        {
          ...run,
          name: names[i] ?? role,
          signed: true,
          features: [...story.features, ...leak],
          dataMd5: role === faulty ? stoppedMd5 : role === 'no-bureau' ? v1 : v2,
        },
      ];
    }),
  ) as Partial<LabRuns['runs']> as LabRuns['runs'];
  const policy = {
    auc: (800 + 5 * random.below(3)) / 1000,
    minSliceAuc: (740 + 5 * random.below(4)) / 1000,
    brier: (104 + 2 * random.below(4)) / 1000,
    p95Ms: 40 + 5 * random.below(4),
    features: story.features,
  };
  return { runs, dataVersions, policy };
}
