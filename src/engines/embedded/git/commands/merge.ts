import type { Command } from '../command.ts';
import { cleanMessage, joinParagraphs } from '../commit-message.ts';
import { fatal, GitExit } from '../git-error.ts';
import { formatCommit, parseFormat } from '../history/pretty.ts';
import { walkHistory } from '../history/walk.ts';
import { isAncestor, mergeBases } from '../history/reachable.ts';
import { applyMerge } from '../merging/apply-merge.ts';
import { mergeTrees } from '../merging/merge-trees.ts';
import { serializeCommit } from '../objects/commit.ts';
import { writeTree, type FileVersion } from '../objects/tree.ts';
import { parseOptions, type Options } from '../options.ts';
import { painter } from '../colours.ts';
import { previousBranch, tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { compareFiles } from '../changes/compare-files.ts';
import { findRenames } from '../changes/renames.ts';
import { formatModeLines, formatStat, measure } from '../changes/stat.ts';
import { stagedChanges } from '../changes/status.ts';
import { forceTree, switchTrees } from '../worktree/switch-trees.ts';
import { commit as commitCommand } from './commit.ts';

const usage = ['git merge [<options>] <commit>', 'git merge --abort', 'git merge --continue'];

const TABLE = {
  '-n': 'flag',
  '--stat': 'flag',
  '--ff': 'flag',
  '--ff-only': 'flag',
  '--squash': 'flag',
  '--commit': 'flag',
  '--edit': 'flag',
  '-m, --message': 'value',
  '-q, --quiet': 'flag',
  '--abort': 'flag',
  '--quit': 'flag',
  '--continue': 'flag',
  '--allow-unrelated-histories': 'flag',
} as const;

const NOTES = ['MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE', 'AUTO_MERGE'] as const;

function tellChanges(session: Session, from: string, to: string, options: Options): void {
  if (options.has('quiet') || options.has('n') || options.isOff('stat')) return;
  const { repository } = session;
  const contents = (version: FileVersion) => repository.store.read(version.oid).body;
  const changes = findRenames(
    compareFiles(repository.filesAt(from), repository.filesAt(to)),
    contents,
  );
  const quoteAll = session.config.flag('core.quotepath', true);
  const columns = session.context.toTerminal ? session.context.columns : 80;
  session.out(
    formatStat(measure(changes, contents), columns, quoteAll, painter(session.colours('diff'))),
  );
  session.out(formatModeLines(changes, quoteAll));
}

function defaultMessage(session: Session, name: string): string {
  const { refs } = session.repository;
  const what =
    refs.read(`refs/heads/${name}`) !== undefined
      ? `branch '${name}'`
      : refs.read(`refs/tags/${name}`) !== undefined
        ? `tag '${name}'`
        : refs.read(`refs/remotes/${name}`) !== undefined
          ? `remote-tracking branch '${name}'`
          : `commit '${name}'`;
  const into = refs.currentBranch() ?? 'HEAD';
  return `Merge ${what}${/^(?:main|master)$/.test(into) ? '' : ` into ${into}`}\n`;
}

function abort(session: Session): number {
  const { repository } = session;
  const head = repository.head();
  if (repository.note('MERGE_HEAD') === undefined || head === undefined) {
    throw fatal('There is no merge to abort (MERGE_HEAD missing).');
  }
  const index = repository.readIndex();
  forceTree(repository, index, repository.filesAt(head));
  repository.writeIndex(index);
  repository.refs.update('HEAD', head, 'reset: moving to HEAD');
  repository.removeNotes(...NOTES);
  return 0;
}

/** Only the branch moves. */
function fastForward(
  session: Session,
  name: string,
  head: string,
  theirs: string,
  options: Options,
): number {
  const { repository } = session;
  const { store } = repository;
  const index = repository.readIndex();
  if (!options.has('quiet'))
    session.out(`Updating ${store.abbreviate(head)}..${store.abbreviate(theirs)}\n`);
  switchTrees(
    repository,
    index,
    repository.filesAt(head),
    repository.filesAt(theirs),
    session.env,
    'merge',
  );
  repository.writeIndex(index);
  repository.refs.writeSpecial('ORIG_HEAD', head);
  if (options.has('squash')) return squash(session, head, theirs, options, true);
  repository.refs.update('HEAD', theirs, `merge ${name}: Fast-forward`);
  if (!options.has('quiet')) session.out('Fast-forward\n');
  tellChanges(session, head, theirs, options);
  return 0;
}

/** The message that is offered for the one commit to come: what each of the many said. */
function writeSquashMessage(
  { repository, nowSeconds }: Session,
  head: string,
  theirs: string,
): void {
  const style = {
    abbreviate: (oid: string) => repository.store.abbreviate(oid),
    shortIds: false,
    dateFormat: 'default',
    nowSeconds,
    paint: painter(false),
    colours: false,
    names: () => [],
    decorate: false,
  };
  const commits = walkHistory(repository, { tips: [theirs], without: [head] });
  const texts = commits.map(({ oid, commit }) =>
    formatCommit(oid, commit, parseFormat('medium'), style),
  );
  repository.writeNote('SQUASH_MSG', `Squashed commit of the following:\n\n${texts.join('\n')}`);
}

function squash(
  session: Session,
  head: string,
  theirs: string,
  options: Options,
  forward: boolean,
): number {
  writeSquashMessage(session, head, theirs);
  if (options.has('quiet')) return 0;
  if (forward) {
    session.out('Fast-forward\n');
    session.out('Squash commit -- not updating HEAD\n');
    tellChanges(session, head, theirs, options);
  } else {
    session.out('Squash commit -- not updating HEAD\n');
    session.error('Automatic merge went well; stopped before committing as requested\n');
  }
  return 0;
}

function trueMerge(
  session: Session,
  name: string,
  head: string,
  theirs: string,
  options: Options,
): number {
  const { repository } = session;
  const { store, refs } = repository;
  const [base] = mergeBases(repository, head, theirs);
  if (base === undefined && !options.has('allow-unrelated-histories')) {
    throw fatal('refusing to merge unrelated histories');
  }
  const index = repository.readIndex();
  const ours = repository.filesAt(head);
  const staged = stagedChanges(repository, index, ours, false);
  if (staged.length > 0) {
    throw new GitExit(
      `error: Your local changes to the following files would be overwritten by merge:\n${staged.map(({ path }) => `  ${path}\n`).join('')}Merge with strategy ort failed.`,
      2,
    );
  }
  const author = session.author();
  const committer = session.committer();
  const merged = mergeTrees(store, repository.filesAt(base), ours, repository.filesAt(theirs), {
    ours: 'HEAD',
    theirs: name,
  });
  try {
    applyMerge(repository, index, ours, merged, session.env);
  } catch (error) {
    if (error instanceof GitExit)
      throw new GitExit(`${error.message}\nMerge with strategy ort failed.`, 2);
    throw error;
  }
  refs.writeSpecial('ORIG_HEAD', head);
  repository.writeIndex(index);
  session.out(merged.messages.map((line) => `${line}\n`).join(''));
  const given = options.has('message')
    ? cleanMessage(joinParagraphs(options.values('message')))
    : undefined;
  const message = given ?? defaultMessage(session, name);
  const conflicts = [...new Set(merged.conflicts.map(({ path }) => path))];
  if (conflicts.length > 0) {
    if (!options.has('squash')) {
      refs.writeSpecial('MERGE_HEAD', theirs);
      repository.writeNote('MERGE_MODE', options.isOff('ff') ? 'no-ff' : '');
    }
    repository.writeNote(
      'MERGE_MSG',
      `${message}\n# Conflicts:\n${conflicts.map((path) => `#\t${path}\n`).join('')}`,
    );
    if (options.has('squash')) {
      writeSquashMessage(session, head, theirs);
      session.out('Squash commit -- not updating HEAD\n');
    }
    session.out('Automatic merge failed; fix conflicts and then commit the result.\n');
    return 1;
  }
  if (options.has('squash')) return squash(session, head, theirs, options, false);
  if (options.isOff('commit')) {
    refs.writeSpecial('MERGE_HEAD', theirs);
    repository.writeNote('MERGE_MODE', options.isOff('ff') ? 'no-ff' : '');
    repository.writeNote('MERGE_MSG', message);
    session.error('Automatic merge went well; stopped before committing as requested\n');
    return 0;
  }
  const tree = writeTree(store, merged.files);
  const oid = store.write(
    'commit',
    serializeCommit({ tree, parents: [head, theirs], author, committer, message }),
  );
  refs.update('HEAD', oid, `merge ${name}: Merge made by the 'ort' strategy.`);
  if (!options.has('quiet')) session.out("Merge made by the 'ort' strategy.\n");
  tellChanges(session, head, oid, options);
  return 0;
}

function run(session: Session, args: readonly string[]): number | Promise<number> {
  const { repository } = session;
  const options = parseOptions('merge', args, TABLE, usage);
  if (options.has('abort')) return abort(session);
  if (options.has('quit')) {
    repository.removeNotes(...NOTES);
    return 0;
  }
  if (options.has('continue')) {
    if (repository.note('MERGE_HEAD') === undefined) {
      throw fatal('There is no merge in progress (MERGE_HEAD missing).');
    }
    return commitCommand.run(session, []);
  }
  const unmerged = repository.readIndex().unmerged();
  if (unmerged.length > 0) {
    throw new GitExit(
      'error: Merging is not possible because you have unmerged files.\n' +
        "hint: Fix them up in the work tree, and then use 'git add/rm <file>'\n" +
        'hint: as appropriate to mark resolution and make a commit.\n' +
        'fatal: Exiting because of an unresolved conflict.',
      128,
    );
  }
  if (repository.note('MERGE_HEAD') !== undefined) {
    throw fatal(
      'You have not concluded your merge (MERGE_HEAD exists).\nPlease, commit your changes before you merge.',
    );
  }
  const [given, second] = options.all;
  if (given === undefined) throw fatal('No remote for the current branch.');
  if (second !== undefined) throw fatal('the lab edition of git merges one branch at a time');
  const name = given === '-' ? (previousBranch(repository, 1) ?? '-') : given;
  const theirs = tryResolveCommit(repository, name);
  if (theirs === undefined) throw new GitExit(`merge: ${name} - not something we can merge`, 1);
  const head = repository.head();
  if (head === undefined) {
    const index = repository.readIndex();
    switchTrees(repository, index, new Map(), repository.filesAt(theirs), session.env, 'merge');
    repository.writeIndex(index);
    repository.refs.update('HEAD', theirs, 'initial pull');
    return 0;
  }
  if (isAncestor(repository, theirs, head)) {
    session.out('Already up to date.\n');
    return 0;
  }
  const setting = session.config.get('merge.ff');
  if (
    isAncestor(repository, head, theirs) &&
    !(options.isOff('ff') || (setting === 'false' && !options.has('ff')))
  ) {
    return fastForward(session, name, head, theirs, options);
  }
  if (options.has('ff-only') || setting === 'only') {
    throw fatal('Not possible to fast-forward, aborting.');
  }
  return trueMerge(session, name, head, theirs, options);
}

export const merge: Command = {
  name: 'merge',
  summary: 'Join two or more development histories together',
  usage,
  needs: 'work-tree',
  run,
};
