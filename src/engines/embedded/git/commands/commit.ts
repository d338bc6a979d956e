import { resolvePath } from '../../kernel/tree.ts';
import type { Command } from '../command.ts';
import { cleanMessage, joinParagraphs, type Cleanup } from '../commit-message.ts';
import { parseDate } from '../dates.ts';
import { fatal, GitExit } from '../git-error.ts';
import { refuseHooks, tellHook } from '../hooks.ts';
import { parseAuthor } from '../identity.ts';
import {
  parseCommit,
  readCommit,
  serializeCommit,
  subjectOf,
  type Commit,
  type Signature,
} from '../objects/commit.ts';
import { writeTree } from '../objects/tree.ts';
import { parseOptions, type Options } from '../options.ts';
import type { Repository } from '../repository.ts';
import { resolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { Index } from '../staging/index-file.ts';
import { toText } from '../text.ts';
import { Pathspec } from '../worktree/pathspec.ts';
import { statusText, untrackedMode } from '../changes/status-text.ts';
import { stageTracked } from './add.ts';
import { commitSummary } from '../changes/commit-summary.ts';
import { refuseUnmerged } from '../merging/unmerged.ts';

const usage = ['git commit [<options>] [--] [<pathspec>...]'];

const TABLE = {
  '-m, --message': 'value',
  '-F, --file': 'value',
  '-C, --reuse-message': 'value',
  '-a, --all': 'flag',
  '-q, --quiet': 'flag',
  '-o, --only': 'flag',
  '-i, --include': 'flag',
  '-s, --signoff': 'flag',
  '-n': 'flag',
  '--verify': 'flag',
  '--amend': 'flag',
  '--edit': 'flag',
  '--reset-author': 'flag',
  '--allow-empty': 'flag',
  '--allow-empty-message': 'flag',
  '--dry-run': 'flag',
  '--author': 'value',
  '--date': 'value',
  '--cleanup': 'value',
} as const;

interface Draft {
  readonly message: string;
  readonly cleanup: Cleanup;
}

function cleanupOf(options: Options): Cleanup | undefined {
  const asked = options.value('cleanup');
  if (asked === undefined || asked === 'default') return undefined;
  if (asked === 'strip' || asked === 'whitespace' || asked === 'verbatim') return asked;
  throw fatal(`Invalid cleanup mode ${asked}`);
}

/** The message by `-m`, `-F`, `-C`, `--amend` or a merge; the lab has no editor to write it in. */
function draftMessage(session: Session, options: Options, amended: Commit | undefined): Draft {
  const { repository } = session;
  const cleanup = cleanupOf(options);
  const file = options.value('file');
  const reused = options.value('reuse-message');
  if (options.has('message') && file !== undefined) {
    throw fatal("options '-m' and '-F' cannot be used together");
  }
  if (options.has('message')) {
    return { message: joinParagraphs(options.values('message')), cleanup: cleanup ?? 'whitespace' };
  }
  if (file !== undefined) {
    if (file === '-')
      return { message: toText(session.context.stdin), cleanup: cleanup ?? 'whitespace' };
    const node = session.tree.tryLookup(resolvePath(session.cwd, file));
    if (!node?.data) throw fatal(`could not read log file '${file}': No such file or directory`);
    return { message: toText(node.data), cleanup: cleanup ?? 'whitespace' };
  }
  if (reused !== undefined) {
    const { message } = readCommit(repository.store, resolveCommit(repository, reused));
    return { message, cleanup: cleanup ?? 'whitespace' };
  }
  const editor = session.env['GIT_EDITOR'] ?? session.env['EDITOR'];
  // An editor that changes nothing, as scripts set it.
  const unchanged = editor === 'true' || editor === ':';
  const prepared =
    amended?.message ??
    repository.note('MERGE_MSG') ??
    repository.note('SQUASH_MSG') ??
    (unchanged ? '' : undefined);
  if (prepared === undefined) {
    throw new GitExit(
      'error: Terminal is dumb, but EDITOR unset\nPlease supply the message using either -m or -F option.',
      1,
    );
  }
  const silent = options.isOff('edit') || unchanged;
  if (!silent) {
    session.error(
      'hint: The lab has no editor; the message is taken as it stands. Use -m to write another.\n',
    );
  }
  return {
    message: prepared,
    cleanup: cleanup ?? (options.isOff('edit') ? 'whitespace' : 'strip'),
  };
}

function authorOf(session: Session, options: Options, kept: Signature | undefined): Signature {
  const asked = options.value('author');
  const date = options.value('date');
  let author = kept ?? session.author();
  if (asked !== undefined) {
    const who = parseAuthor(asked);
    if (!who)
      throw fatal(`--author '${asked}' is not 'Name <email>' and matches no existing author`);
    author = { ...author, ...who };
  }
  if (date !== undefined) {
    const when = date === 'now' ? { time: session.nowSeconds, zone: '+0000' } : parseDate(date);
    if (!when) throw fatal(`invalid date format: ${date}`);
    author = { ...author, ...when };
  }
  return author;
}

/** The index to commit: as staged, with `-a` all tracked changes, with paths these alone on top of HEAD. */
function indexToCommit(
  repository: Repository,
  session: Session,
  options: Options,
): { staged: Index; kept: Index } {
  const index = repository.readIndex();
  const paths = options.all;
  const everything = options.has('all');
  if (everything && paths.length > 0) {
    throw fatal(`paths '${paths[0] ?? ''} ...' with -a does not make sense`);
  }
  if (everything) {
    stageTracked(repository, index, new Pathspec(repository, session.cwd, []));
    return { staged: index, kept: index };
  }
  if (paths.length === 0) return { staged: index, kept: index };
  if (repository.note('MERGE_HEAD') !== undefined && !options.has('include')) {
    throw fatal('cannot do a partial commit during a merge.');
  }
  const pathspec = new Pathspec(repository, session.cwd, paths);
  for (const { path } of index.entries()) pathspec.matches(path);
  for (const path of repository.filesAt(repository.head()).keys()) pathspec.matches(path);
  const [missing] = pathspec.unmatched();
  if (missing)
    throw new GitExit(
      `error: pathspec '${missing.given}' did not match any file(s) known to git`,
      1,
    );
  stageTracked(repository, index, pathspec);
  if (options.has('include')) return { staged: index, kept: index };
  const only = new Index();
  for (const [path, version] of repository.filesAt(repository.head())) {
    if (!pathspec.matches(path)) only.set(path, version);
  }
  for (const entry of index.files().values()) if (pathspec.matches(entry.path)) only.put(entry);
  return { staged: only, kept: index };
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('commit', args, TABLE, usage);
  const head = repository.head();
  const amend = options.has('amend');
  if (amend && head === undefined) throw fatal('You have nothing to amend.');
  const mergeHeads = (repository.note('MERGE_HEAD') ?? '').split('\n').filter(Boolean);
  if (amend && mergeHeads.length > 0)
    throw fatal('You are in the middle of a merge -- cannot amend.');
  if (!options.has('dry-run')) {
    if (!options.has('n') && !options.isOff('verify')) {
      refuseHooks(session, ['pre-commit', 'commit-msg'], '"--no-verify"');
    }
    refuseHooks(session, ['prepare-commit-msg']);
  }
  const { staged, kept } = indexToCommit(repository, session, options);
  refuseUnmerged(session, staged, 'Committing');

  const amended = amend && head !== undefined ? readCommit(repository.store, head) : undefined;
  const parents = amended
    ? amended.parents
    : [...(head === undefined ? [] : [head]), ...mergeHeads];
  const dryRun = options.has('dry-run');
  const files = [...staged.files().values()].filter(({ intentToAdd }) => !intentToAdd);
  const tree = writeTree(
    repository.store,
    files.map((entry) => [entry.path, entry]),
  );
  const [first] = parents;
  const before = first === undefined ? EMPTY_TREE : readCommit(repository.store, first).tree;
  const empty = tree === before && parents.length < 2;
  if (dryRun) {
    session.out(
      statusText(session, staged, {
        untracked: untrackedMode(session, undefined),
        committing: true,
      }).text,
    );
    return empty ? 1 : 0;
  }
  // A picked commit keeps its author, also when its conflicts were resolved by hand.
  const reused = options.value('reuse-message') ?? repository.note('CHERRY_PICK_HEAD')?.trim();
  const source =
    reused === undefined
      ? amended
      : readCommit(repository.store, resolveCommit(repository, reused));
  const author = authorOf(
    session,
    options,
    options.has('reset-author') ? undefined : source?.author,
  );
  const committer = session.committer();
  const explicit = ['message', 'file', 'reuse-message'].some((name) => options.has(name));
  const early = explicit ? draftMessage(session, options, amended) : undefined;
  if (empty && !options.has('allow-empty')) {
    repository.writeIndex(kept);
    const text = statusText(session, staged, {
      untracked: untrackedMode(session, undefined),
      committing: true,
      ...(amended ? { amending: amended } : {}),
    });
    session.out(text.text);
    if (amend) session.error(WOULD_BE_EMPTY);
    return 1;
  }
  const draft = early ?? draftMessage(session, options, amended);
  let message = cleanMessage(draft.message, draft.cleanup);
  if (options.has('signoff')) {
    const line = `Signed-off-by: ${committer.name} <${committer.email}>`;
    if (!message.includes(line)) {
      message += `${/\n[A-Z][\w-]*: .*\n$/.test(message) ? '' : '\n'}${line}\n`;
    }
  }
  if (message.trim() === '' && !options.has('allow-empty-message')) {
    session.error('Aborting commit due to empty commit message.\n');
    return 1;
  }
  const oid = repository.store.write(
    'commit',
    serializeCommit({ tree, parents, author, committer, message }),
  );
  repository.writeIndex(kept);
  const action = amend
    ? 'commit (amend)'
    : head === undefined
      ? 'commit (initial)'
      : mergeHeads.length > 0
        ? 'commit (merge)'
        : 'commit';
  repository.refs.update('HEAD', oid, `${action}: ${subjectOf(message)}`);
  repository.removeNotes(
    'MERGE_HEAD',
    'MERGE_MSG',
    'MERGE_MODE',
    'CHERRY_PICK_HEAD',
    'REVERT_HEAD',
    'SQUASH_MSG',
  );
  if (!options.has('quiet')) {
    const made = parseCommit(repository.store.read(oid).body);
    session.out(
      commitSummary(session, oid, made, {
        showDate: (source !== undefined && !options.has('reset-author')) || options.has('date'),
        isFirst: head === undefined,
      }),
    );
  }
  tellHook(session, 'post-commit');
  return 0;
}

const WOULD_BE_EMPTY = `You asked to amend the most recent commit, but doing so would make
it empty. You can repeat your command with --allow-empty, or you can
remove the commit entirely with "git reset HEAD^".
`;

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export const commit: Command = {
  name: 'commit',
  summary: 'Record changes to the repository',
  usage,
  needs: 'work-tree',
  run,
};
