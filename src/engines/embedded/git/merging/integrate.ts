import { painter } from '../colours.ts';
import { cleanMessage, joinParagraphs } from '../commit-message.ts';
import { fatal, GitExit } from '../git-error.ts';
import { refuseHooks, tellHook } from '../hooks.ts';
import { formatCommit, parseFormat } from '../history/pretty.ts';
import { isAncestor, mergeBases } from '../history/reachable.ts';
import { walkHistory } from '../history/walk.ts';
import { serializeCommit } from '../objects/commit.ts';
import { writeTree, type FileVersion } from '../objects/tree.ts';
import type { Session } from '../session.ts';
import { compareFiles } from '../changes/compare-files.ts';
import { findRenames } from '../changes/renames.ts';
import { formatModeLines, formatStat, measure } from '../changes/stat.ts';
import { stagedChanges } from '../changes/status.ts';
import { switchTrees } from '../worktree/switch-trees.ts';
import { applyMerge } from './apply-merge.ts';
import { mergeTrees } from './merge-trees.ts';

/** What is merged. */
export interface MergeSource {
  readonly oid: string;
  /** Ends a conflict's last marker: `>>>>>>> topic`. */
  readonly label: string;
  /** The message of the merge commit unless another is given. */
  readonly message: string;
  /** Begins the reflog's reason: `merge topic`, `pull origin main`. */
  readonly action: string;
}

/** How it is merged. */
export interface MergeOptions {
  readonly quiet: boolean;
  /** Whether to list what changed. */
  readonly stat: boolean;
  /** Whether the branch may just move on; `only` refuses anything else. */
  readonly fastForward: 'allowed' | 'never' | 'only';
  readonly squash: boolean;
  /** False stops before the commit. */
  readonly commit: boolean;
  /** Paragraphs of `-m`; none takes the source's message. */
  readonly messages: readonly string[];
  readonly unrelated: boolean;
}

function tellChanges(session: Session, from: string, to: string, options: MergeOptions): void {
  if (options.quiet || !options.stat) return;
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

/** Only the branch moves. */
function fastForward(
  session: Session,
  source: MergeSource,
  head: string,
  options: MergeOptions,
): number {
  const { oid: theirs, action } = source;
  const { repository } = session;
  const { store } = repository;
  const index = repository.readIndex();
  if (!options.quiet)
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
  if (options.squash) return squash(session, head, theirs, options, true);
  repository.refs.update('HEAD', theirs, `${action}: Fast-forward`);
  if (!options.quiet) session.out('Fast-forward\n');
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
  options: MergeOptions,
  forward: boolean,
): number {
  writeSquashMessage(session, head, theirs);
  if (options.quiet) return 0;
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
  source: MergeSource,
  head: string,
  options: MergeOptions,
): number {
  const { oid: theirs, action, label } = source;
  const { repository } = session;
  const { store, refs } = repository;
  const [base] = mergeBases(repository, head, theirs);
  if (base === undefined && !options.unrelated) {
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
    theirs: label,
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
  const message =
    options.messages.length > 0 ? cleanMessage(joinParagraphs(options.messages)) : source.message;
  const conflicts = [...new Set(merged.conflicts.map(({ path }) => path))];
  if (conflicts.length > 0) {
    if (!options.squash) {
      refs.writeSpecial('MERGE_HEAD', theirs);
      repository.writeNote('MERGE_MODE', options.fastForward === 'never' ? 'no-ff' : '');
    }
    repository.writeNote(
      'MERGE_MSG',
      `${message}\n# Conflicts:\n${conflicts.map((path) => `#\t${path}\n`).join('')}`,
    );
    if (options.squash) {
      writeSquashMessage(session, head, theirs);
      session.out('Squash commit -- not updating HEAD\n');
    }
    session.out('Automatic merge failed; fix conflicts and then commit the result.\n');
    return 1;
  }
  if (options.squash) return squash(session, head, theirs, options, false);
  if (!options.commit) {
    refs.writeSpecial('MERGE_HEAD', theirs);
    repository.writeNote('MERGE_MODE', options.fastForward === 'never' ? 'no-ff' : '');
    repository.writeNote('MERGE_MSG', message);
    session.error('Automatic merge went well; stopped before committing as requested\n');
    return 0;
  }
  const tree = writeTree(store, merged.files);
  const oid = store.write(
    'commit',
    serializeCommit({ tree, parents: [head, theirs], author, committer, message }),
  );
  refs.update('HEAD', oid, `${action}: Merge made by the 'ort' strategy.`);
  if (!options.quiet) session.out("Merge made by the 'ort' strategy.\n");
  tellChanges(session, head, oid, options);
  return 0;
}

/**
 * Merges a commit into HEAD: moves the branch, makes a merge commit, or stops at conflicts (exit code 1).
 *
 * @throws GitExit when local changes are in the way or the options forbid what would be needed.
 */
export function integrate(session: Session, source: MergeSource, options: MergeOptions): number {
  const { repository } = session;
  const head = repository.head();
  if (head === undefined) {
    const index = repository.readIndex();
    switchTrees(repository, index, new Map(), repository.filesAt(source.oid), session.env, 'merge');
    repository.writeIndex(index);
    repository.refs.update('HEAD', source.oid, 'initial pull');
    return 0;
  }
  if (isAncestor(repository, source.oid, head)) {
    if (!options.quiet) session.out('Already up to date.\n');
    return 0;
  }
  if (options.fastForward !== 'never' && isAncestor(repository, head, source.oid)) {
    const code = fastForward(session, source, head, options);
    tellHook(session, 'post-merge');
    return code;
  }
  if (options.fastForward === 'only') throw fatal('Not possible to fast-forward, aborting.');
  refuseHooks(session, ['pre-merge-commit', 'prepare-commit-msg', 'commit-msg']);
  const code = trueMerge(session, source, head, options);
  if (code === 0) tellHook(session, 'post-merge');
  return code;
}
