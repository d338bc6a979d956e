import { painter } from '../colours.ts';
import { fatal } from '../git-error.ts';
import type { OptionTable, Options } from '../options.ts';
import { fromPrefix, quotePath } from '../quote-path.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import type { Change } from './change.ts';
import { modeText } from '../objects/tree.ts';
import { NO_OBJECT } from '../refs/refs.ts';
import type { LineKey } from './line-diff.ts';
import { formatPatch } from './patch.ts';
import { findRenames } from './renames.ts';
import { formatModeLines, formatStat, formatSummary, measure, renamedName } from './stat.ts';
import { contentsIn } from './status.ts';

/** Options that `diff`, `log` and `show` share. */
export const DIFF_TABLE = {
  '-p, -u, --patch': 'flag',
  '-s, --no-patch': 'flag',
  '-U, --unified': 'value',
  '--stat': 'optional',
  '--numstat': 'flag',
  '--shortstat': 'flag',
  '--summary': 'flag',
  '--name-only': 'flag',
  '--name-status': 'flag',
  '--raw': 'flag',
  '--patch-with-stat': 'flag',
  '--color': 'optional',
  '-R': 'flag',
  '-w, --ignore-all-space': 'flag',
  '-b, --ignore-space-change': 'flag',
  '--ignore-space-at-eol': 'flag',
  '--ignore-cr-at-eol': 'flag',
  '-M, --find-renames': 'optional',
  '--renames': 'flag',
  '--diff-filter': 'value',
  '--full-index': 'flag',
  '--relative': 'flag',
  '--no-prefix': 'flag',
  '--src-prefix': 'value',
  '--dst-prefix': 'value',
} as const satisfies OptionTable;

const FORMATS = [
  'patch',
  'stat',
  'numstat',
  'shortstat',
  'summary',
  'name-only',
  'name-status',
  'raw',
  'patch-with-stat',
];

/** True when the command line asks for some form of diff. */
export const asksForDiff = (options: Options): boolean =>
  !options.has('no-patch') && (FORMATS.some((name) => options.has(name)) || options.has('unified'));

function lineKey(options: Options): LineKey | undefined {
  if (options.has('ignore-all-space')) return (line) => line.replace(/\s+/g, '');
  if (options.has('ignore-space-change')) {
    return (line) => line.trimEnd().replace(/\s+/g, ' ');
  }
  if (options.has('ignore-space-at-eol')) return (line) => line.trimEnd();
  if (options.has('ignore-cr-at-eol')) return (line) => line.replace(/\r(?=\n?$)/, '');
  return undefined;
}

function reversed(change: Change): Change {
  const status = change.status === 'A' ? 'D' : change.status === 'D' ? 'A' : change.status;
  return {
    ...change,
    status,
    path: change.before,
    before: change.path,
    old: change.new,
    new: change.old,
  };
}

/** Joins renames, turns round and filters, as the options ask. */
export function arrangeChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Options,
): Change[] {
  let arranged = options.has('R') ? changes.map(reversed) : [...changes];
  const setting = repository.config.get('diff.renames');
  if (!options.isOff('renames') && setting !== 'false') {
    const limit = options.value('find-renames') ?? '';
    const threshold = limit === '' ? 50 : Number(limit.replace('%', ''));
    if (Number.isNaN(threshold)) throw fatal(`invalid argument to find-renames: '${limit}'`);
    arranged = findRenames(arranged, contentsIn(repository), threshold);
  }
  const filter = options.value('diff-filter');
  if (filter === undefined) return arranged;
  const wanted = filter.replace(/[^A-Z]/g, '');
  const unwanted = filter.replace(/[^a-z]/g, '').toUpperCase();
  return arranged.filter(
    ({ status }) => (wanted === '' || wanted.includes(status)) && !unwanted.includes(status),
  );
}

/** What the options ask to see of these changes; a patch when they ask for nothing. */
export function formatChanges(
  session: Session,
  changes: readonly Change[],
  options: Options,
  zero = false,
): string {
  if (changes.length === 0) return '';
  const { repository } = session;
  const quoteAll = session.config.flag('core.quotepath', true);
  const colours = session.colours('diff', colourOption(options));
  const paint = painter(colours);
  const contents = contentsIn(repository);
  const key = lineKey(options);
  const prefix = options.has('relative') ? session.prefix : '';
  const shownPath = (path: string) => (zero ? path : quotePath(fromPrefix(path, prefix), quoteAll));
  const end = zero ? '\0' : '\n';
  const between = zero ? '\0' : '\t';
  const statusOf = ({ status, similarity }: Change) =>
    status === 'R' ? `R${String(similarity).padStart(3, '0')}` : status;
  const both = (change: Change) =>
    change.status === 'R'
      ? `${shownPath(change.before)}${between}${shownPath(change.path)}`
      : shownPath(change.path);
  const parts: string[] = [];
  const put = (name: string, make: () => string) => {
    if (options.has(name)) parts.push(make());
  };
  const sizes = () => measure(changes, contents, key);

  put('raw', () =>
    changes
      .map((change) => {
        // What is only in the work tree has no object yet.
        const short = (oid: string | undefined) =>
          repository.store.abbreviate(
            oid !== undefined && repository.store.has(oid) ? oid : NO_OBJECT,
          );
        const modes = `:${modeText(change.old?.mode ?? 0)} ${modeText(change.new?.mode ?? 0)}`;
        return `${modes} ${short(change.old?.oid)} ${short(change.new?.oid)} ${statusOf(change)}${between}${both(change)}${end}`;
      })
      .join(''),
  );
  put('name-only', () => changes.map(({ path }) => shownPath(path) + end).join(''));
  put('name-status', () =>
    changes.map((change) => `${statusOf(change)}${between}${both(change)}${end}`).join(''),
  );
  put('numstat', () =>
    sizes()
      .map(({ change, added, removed, binary }) => {
        const name =
          change.status === 'R' && !zero
            ? renamedName(change.before, change.path, quoteAll)
            : shownPath(change.path);
        return `${binary ? '-\t-' : `${added}\t${removed}`}\t${name}${end}`;
      })
      .join(''),
  );
  if (options.has('stat') || options.has('patch-with-stat')) {
    const asked = Number((options.value('stat') ?? '').split(',')[0]);
    const columns = asked > 0 ? asked : session.context.toTerminal ? session.context.columns : 80;
    parts.push(formatStat(sizes(), columns, quoteAll, paint));
  }
  put('shortstat', () => formatSummary(sizes()));
  put('summary', () => formatModeLines(changes, quoteAll));
  const wantsPatch =
    options.has('patch') ||
    options.has('unified') ||
    options.has('patch-with-stat') ||
    !asksForDiff(options);
  if (wantsPatch && !options.has('no-patch')) {
    const context = Number(options.value('unified') ?? session.config.get('diff.context') ?? 3);
    if (!Number.isInteger(context) || context < 0) throw fatal('--unified expects a number');
    const plain = options.has('no-prefix') || session.config.flag('diff.noprefix', false);
    const prefixes = plain
      ? (['', ''] as const)
      : ([options.value('src-prefix') ?? 'a/', options.value('dst-prefix') ?? 'b/'] as const);
    const style = {
      contents,
      abbreviate: options.has('full-index')
        ? (oid: string) => oid
        : (oid: string) => repository.store.abbreviate(oid),
      context,
      quoteAll,
      prefixes,
      paint,
      ...(key ? { key } : {}),
    };
    const text = changes.map((change) => formatPatch(change, style)).join('');
    if (text !== '') parts.push(text);
  }
  // A patch is parted from what stands above it by an empty line.
  return wantsPatch && parts.length > 1
    ? `${parts.slice(0, -1).join('')}\n${parts.at(-1) ?? ''}`
    : parts.join('');
}

/** The value of `--color`, as `Session.colours` takes it. */
export function colourOption(options: Options): string | undefined {
  if (options.isOff('color')) return 'never';
  if (!options.has('color')) return undefined;
  const value = options.value('color') ?? '';
  return value === '' ? 'always' : value;
}
