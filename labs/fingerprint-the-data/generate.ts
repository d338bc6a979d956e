import { binaryFile, textFile, type FileEntry, type FileTree } from '#container';
import { compareCodePoints, directoryDigest, md5Hex } from '#formats';
import { applicationsCsv, outcomesCsv, Random, table } from '#harborlight';

/** What `fingerprint.py` prints for a folder. */
export interface Manifest {
  readonly files: readonly ManifestFile[];
  readonly tree: string;
}

export interface ManifestFile {
  readonly path: string;
  readonly md5: string;
  readonly size: number;
}

/** The snapshots of one learner's lake, by folder name, and the name of the one that trained the January model. */
export interface Lake {
  readonly snapshots: Readonly<Record<string, FileTree>>;
  readonly january: string;
}

const SNAPSHOT_NAMES = ['2026-01-09', '2026-01-16', '2026-02-02'];

/** The lake and the clue that the training job left. */
export function generate(seed: string): FileTree {
  const { snapshots, january } = lake(seed);
  const work: Record<string, FileEntry> = {};
  for (const [name, files] of Object.entries(snapshots)) {
    for (const [path, entry] of Object.entries(files)) work[`lake/${name}/${path}`] = entry;
  }
  const record = {
    model: 'loan-default',
    version: '2026.01',
    trained_at: '2026-01-19T05:40:12Z',
    data: manifestOf(snapshots[january] ?? {}).tree,
  };
  work['handover/january.json'] = textFile(`${JSON.stringify(record, null, 2)}\n`);
  return work;
}

/**
 * Three snapshots that are nearly the same: one is as it was, in one a spreadsheet changed the line ends of a file, in
 * one a file came, a file went, and one amount was corrected to another of the same length.
 */
export function lake(seed: string): Lake {
  const random = new Random(`${seed}/lake`);
  const original = originalSnapshot(seed, random);
  const corrected: Record<string, FileEntry> = {
    ...original,
    'applications/2026-w02.csv': textFile(withAnotherDigit(weekCsv(seed, 2), random)),
    'applications/2026-w04.csv': textFile(weekCsv(seed, 4)),
  };
  delete corrected['applications/late/2026-w02.csv'];
  const opened = {
    ...original,
    'outcomes/2025-12.csv': textFile(outcomes(seed).replaceAll('\n', '\r\n')),
  };
  const names = random.shuffled(SNAPSHOT_NAMES);
  const snapshots = [original, opened, corrected];
  const byName = Object.fromEntries(names.map((name, index) => [name, snapshots[index] ?? {}]));
  return {
    snapshots: Object.fromEntries(SNAPSHOT_NAMES.map((name) => [name, byName[name] ?? {}])),
    january: random.shuffled(names)[0] ?? '',
  };
}

function originalSnapshot(seed: string, random: Random): Record<string, FileEntry> {
  return {
    _SUCCESS: textFile(''),
    'applications/2026-w02.csv': textFile(weekCsv(seed, 2)),
    'applications/2026-w03.csv': textFile(weekCsv(seed, 3)),
    'applications/late/2026-w02.csv': textFile(weekCsv(seed, 2, 6)),
    'bureau/scores.bin': binaryFile(random.bytes(384)),
    'latest.csv': { kind: 'symlink', target: 'applications/2026-w03.csv' },
    'outcomes/2025-12.csv': textFile(outcomes(seed)),
    'partners/händler.csv': textFile(
      'id,name\n17,Fahrrad Köster\n23,Rowery Łódź\n31,Cykel Åberg\n',
    ),
  };
}

function weekCsv(seed: string, week: number, rows = 24): string {
  const range = { rows, first: week * 1000 + rows, startDay: (week - 2) * 7, spanDays: 7 };
  return applicationsCsv(table(`week-${week}`, seed, range));
}

function outcomes(seed: string): string {
  return outcomesCsv(table('december', seed, { rows: 40, first: 1, startDay: 0, spanDays: 28 }));
}

/** A text of the same length in which one digit is another: a change that neither name nor size shows. */
export function withAnotherDigit(text: string, random: Random): string {
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  const at = digits[random.below(digits.length)] ?? 0;
  const digit = (Number(text[at]) + 1 + random.below(9)) % 10;
  return `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
}

/** The manifest of a folder by the rules of the brief: regular files only, sorted by code point. */
export function manifestOf(folder: FileTree): Manifest {
  const files = Object.entries(folder)
    .flatMap(([path, entry]) =>
      entry.kind === 'file' ? [{ path, md5: md5Hex(entry.bytes), size: entry.bytes.length }] : [],
    )
    .sort((a, b) => compareCodePoints(a.path, b.path));
  return { files, tree: directoryDigest(files.map(({ path, md5 }) => ({ relpath: path, md5 }))) };
}

/** A hidden folder that is all about names: depth, order, odd characters, links. Contents are plain lines. */
export function oddlyNamedFolder(seed: string): FileTree {
  const random = new Random(seed);
  const week = `2026-w${10 + random.below(40)}`;
  const line = () => textFile(`id,amount_eur\n${random.below(9000)},${random.below(9000)}.00\n`);
  const deep = random.shuffled(['a', 'B', 'łódź', 'north', 'x y']).join('/');
  return {
    // As text these three stand in this order; by folder, or with the case ignored, they do not.
    [`${week}-late.csv`]: line(),
    [`${week}.csv`]: line(),
    [`${week}/part-${random.below(9)}.csv`]: line(),
    'Zusage.csv': line(),
    'absage.csv': line(),
    [`${deep}/rows.csv`]: line(),
    '名簿.csv': line(),
    'e-bikes 🚲.csv': line(),
    '-n.csv': line(),
    '"quoted".csv': line(),
    [`nothing-here-${random.below(99)}`]: { kind: 'folder' },
  };
}

/** The same, with hidden files and with symbolic links: to a file, to a folder, to nothing. */
export function folderWithLinks(seed: string): FileTree {
  const files = oddlyNamedFolder(seed);
  const random = new Random(`${seed}/links`);
  const [file = ''] = random.shuffled(
    Object.keys(files).filter((path) => path.startsWith('2026-')),
  );
  return {
    ...files,
    '.draft.csv': textFile('id,amount_eur\n'),
    'stores/.keep': textFile(''),
    'latest.csv': { kind: 'symlink', target: file },
    'north-again': { kind: 'symlink', target: 'stores' },
    'stores/17.csv': textFile('store,amount_eur\n17,300.00\n'),
    'gone.csv': { kind: 'symlink', target: `../no-such-file-${random.below(99)}.csv` },
  };
}

/** A hidden folder that is all about bytes: none, all of them, line ends, encodings, and 2 MB. */
export function folderOfBytes(seed: string): FileTree {
  const random = new Random(seed);
  const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const latin1 = Uint8Array.from(`Köster;${random.below(900)};23\n`, (c) => c.charCodeAt(0));
  return {
    'empty.csv': textFile(''),
    'scores.bin': binaryFile(random.bytes(700 + random.below(100))),
    'all-bytes.bin': binaryFile(allBytes),
    'spreadsheet.csv': textFile(`id,name\r\n${random.below(900)},Åsa\r\n`),
    'old-mac.csv': textFile(`id,name\r${random.below(900)},Ana\r`),
    'with-mark.csv': textFile(`\ufeffid,name\n${random.below(900)},Łukasz\n`),
    'latin-1.csv': binaryFile(latin1),
    'no-line-end.txt': textFile(`w${random.below(52)}`),
    'big/events.bin': binaryFile(random.bytes(2 * 2 ** 20 + 1 + random.below(5000))),
  };
}

/** A hidden manifest and three folders: one that it belongs to (never the first) and two that differ from it. */
export interface Snapshots {
  readonly folders: Readonly<Record<string, FileTree>>;
  readonly match: string;
  readonly manifest: Manifest;
  /** How the other folders differ, by folder. */
  readonly others: Readonly<Record<string, Difference>>;
}

export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Draws `Snapshots` of plain text files; one of the changes keeps the file's size, one only moves a file. */
export function hiddenSnapshots(seed: string): Snapshots {
  const random = new Random(seed);
  const weeks = random.shuffled([5, 6, 7, 8, 9]);
  const path = (i: number) => `applications/w${weeks[i] ?? 0}.csv`;
  const csv = (i: number) => weekCsv(seed, weeks[i] ?? 0, 4);
  const original: Record<string, FileEntry> = {
    [path(0)]: textFile(csv(0)),
    [path(1)]: textFile(csv(1)),
    [path(2)]: textFile(csv(2)),
    'outcomes.csv': textFile(outcomes(seed)),
  };
  const corrected = {
    ...original,
    [path(0)]: textFile(withAnotherDigit(csv(0), random)),
    'outcomes.csv': textFile(`${outcomes(seed)}A-000041,1\n`),
  };
  const moved: Record<string, FileEntry> = {
    [path(0)]: textFile(csv(0)),
    'outcomes.csv': textFile(outcomes(seed)),
    [`late/w${weeks[1] ?? 0}.csv`]: textFile(csv(1)),
    [path(3)]: textFile(csv(3)),
  };
  const [a = '', b = '', c = ''] = random
    .shuffled(['harbour', 'ferry', 'crane', 'pier', 'buoy'])
    .map((name) => `hidden/${name}-${random.below(90)}`);
  const matchIsLast = random.below(2) === 1;
  return {
    folders: {
      [a]: corrected,
      [b]: matchIsLast ? moved : original,
      [c]: matchIsLast ? original : moved,
    },
    match: matchIsLast ? c : b,
    manifest: manifestOf(original),
    others: {
      [a]: { added: [], removed: [], changed: sorted([path(0), 'outcomes.csv']) },
      [matchIsLast ? b : c]: {
        added: sorted([path(3), `late/w${weeks[1] ?? 0}.csv`]),
        removed: sorted([path(1), path(2)]),
        changed: [],
      },
    },
  };
}

function sorted(paths: readonly string[]): string[] {
  return [...paths].sort(compareCodePoints);
}
