import { textFile, type FileTree } from '#container';
import { runPythonBatch, type BatchRun, type PythonCase, type SharedLook } from '#grading';
import type { PseudonymKey } from '#harborlight';
import { heldLake, longLake, wideLake, type HiddenLake } from './hidden-lakes.ts';
import { periodCases, type PeriodCase } from './hidden-periods.ts';
import {
  hiddenPseudonyms,
  hiddenSilver,
  type HiddenPseudonyms,
  type HiddenSilver,
} from './hidden-tables.ts';

export const PSEUDONYMISE = 'tools/pseudonymise.py';
export const RELEASE = 'tools/release.py';
export const RETENTION = 'tools/retention.py';
export const ERASE = 'tools/erase.py';

/** A run of one of the four programs, with the folder or file that it left. */
export interface Ran {
  readonly run: BatchRun;
  /** The files of the case's folder afterwards, by path in it. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the four programs were given, and what they did with it. */
export interface Programs {
  readonly pseudonyms: HiddenPseudonyms;
  readonly silver: Readonly<Record<string, HiddenSilver>>;
  readonly periods: Readonly<Record<string, PeriodCase>>;
  readonly lakes: Readonly<Record<string, HiddenLake>>;
  /** By name of the case. */
  readonly ran: Readonly<Record<string, Ran>>;
}

interface NamedCase extends PythonCase {
  readonly name: string;
  /** The folder whose files come back. */
  readonly folder: string;
}

const decoder = new TextDecoder();

/** All four programs on everything hidden, one run after another in one interpreter. */
export const programs: SharedLook<Programs> = {
  async run(probe) {
    const pseudonyms = hiddenPseudonyms(probe.hiddenSeed(1));
    const silver = Object.fromEntries(
      [2, 3, 4].map((k) => [`release-${k - 1}`, hiddenSilver(probe.hiddenSeed(k))]),
    );
    const periods = periodCases(probe.hiddenSeed(5));
    const lakes = {
      wide: wideLake(probe.hiddenSeed(6)),
      long: longLake(probe.hiddenSeed(7)),
      held: heldLake(probe.hiddenSeed(8)),
    };
    const tree: Record<string, string> = {};
    const cases = [
      ...pseudonymCases(pseudonyms, tree),
      ...Object.entries(silver).map(([name, { csv }]): NamedCase => {
        tree[`${name}/silver.csv`] = csv;
        const argv = files(name, RELEASE, 'silver.csv', 'release.csv');
        return { name, folder: `hidden/${name}`, argv, collect: [`hidden/${name}/release.csv`] };
      }),
      ...Object.entries(periods).map(([name, one]): NamedCase => {
        const folder = laidOut(`period-${name}`, one.files, tree);
        const dry = one.dryRun ? ['--dry-run'] : [];
        const argv: PythonCase['argv'] = [RETENTION, '--as-of', one.asOf, '--root', folder, ...dry];
        return { name: `period-${name}`, folder, argv, collect: [`${folder}/**`] };
      }),
      ...Object.entries(lakes).flatMap(([name, lake]): readonly NamedCase[] => {
        const folder = laidOut(`lake-${name}`, lake.files, tree);
        const once: NamedCase = {
          name,
          folder,
          argv: [
            ERASE,
            ...['--customer', lake.subject.customerId],
            ...['--as-of', lake.asOf, '--root', folder],
          ],
          env: environment(lake.key),
          collect: [`${folder}/**`],
        };
        return name === 'wide' ? [once, { ...once, name: 'wide-again' }] : [once];
      }),
    ];
    await probe.mount('hidden', fileTree(tree));
    const runs = await runPythonBatch(probe, cases);
    const ran = cases.flatMap(({ name, folder }, i): [string, Ran][] => {
      const run = runs[i];
      if (!run) return [];
      const entries = Object.entries(run.files).map(([path, bytes]) => [
        path.slice(folder.length + 1),
        decoder.decode(bytes),
      ]);
      return [[name, { run, files: Object.fromEntries(entries) as Ran['files'] }]];
    });
    return { pseudonyms, silver, periods, lakes, ran: Object.fromEntries(ran) };
  },
};

export function environment({ key, kid }: PseudonymKey): Readonly<Record<string, string>> {
  return { HL_PSEUDO_KEY: key, HL_PSEUDO_KID: kid };
}

function pseudonymCases(
  { first, second, key, otherKey }: HiddenPseudonyms,
  tree: Record<string, string>,
): readonly NamedCase[] {
  const tries = [
    ['first', first, environment(key)],
    ['second', second, environment(key)],
    ['other-key', first, environment(otherKey)],
    ['without-key', first, { HL_PSEUDO_KID: key.kid }],
    ['without-kid', first, { HL_PSEUDO_KEY: key.key, HL_PSEUDO_KID: '' }],
  ] as const;
  return tries.map(([name, { csv }, env]): NamedCase => {
    tree[`${name}/bronze.csv`] = csv;
    const argv = files(name, PSEUDONYMISE, 'bronze.csv', 'silver.csv');
    return { name, folder: `hidden/${name}`, argv, env, collect: [`hidden/${name}/silver.csv`] };
  });
}

function files(folder: string, program: string, from: string, to: string): PythonCase['argv'] {
  return [program, '--in', `hidden/${folder}/${from}`, '--out', `hidden/${folder}/${to}`];
}

/** Adds a case's files to the tree that is mounted, and gives the folder that they will stand in. */
function laidOut(
  folder: string,
  files: Readonly<Record<string, string>>,
  tree: Record<string, string>,
): string {
  for (const [path, text] of Object.entries(files)) tree[`${folder}/${path}`] = text;
  return `hidden/${folder}`;
}

function fileTree(texts: Readonly<Record<string, string>>): FileTree {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, textFile(text)]));
}
