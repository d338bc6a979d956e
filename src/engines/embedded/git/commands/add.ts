import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { MODE_REPOSITORY } from '../objects/tree.ts';
import { parseOptions } from '../options.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import type { Index } from '../staging/index-file.ts';
import { refreshIndex } from '../changes/status.ts';
import { contentsOf, gitMode, isSurelyUnchanged, statOf } from '../worktree/file-version.ts';
import { IgnoreRules } from '../worktree/ignore-rules.ts';
import { Pathspec, type PathPattern } from '../worktree/pathspec.ts';
import { fileAt, findUntracked } from '../worktree/scan.ts';

const usage = ['git add [<options>] [--] <pathspec>...'];

const TABLE = {
  '-n, --dry-run': 'flag',
  '-v, --verbose': 'flag',
  '-f, --force': 'flag',
  '-u, --update': 'flag',
  '-A, --all': 'flag',
  '-N, --intent-to-add': 'flag',
  '--refresh': 'flag',
  '--chmod': 'value',
} as const;

/** Stages one file as it is now; stores its contents. */
export function stageFile(repository: Repository, index: Index, path: string): void {
  const node = fileAt(repository, path);
  if (!node) return;
  const old = index.get(path);
  if (old && !old.intentToAdd && isSurelyUnchanged(index, old, node)) return;
  const oid = repository.store.write('blob', contentsOf(node));
  index.removeUnder(path);
  index.set(path, { mode: gitMode(node), oid }, statOf(node));
}

/** Stages what changed or went among tracked files. Returns `add 'a'` / `remove 'b'` lines. */
export function stageTracked(repository: Repository, index: Index, pathspec: Pathspec): string[] {
  const lines: string[] = [];
  for (const path of new Set(index.entries().map((entry) => entry.path))) {
    if (!pathspec.matches(path)) continue;
    const old = index.get(path);
    const node = fileAt(repository, path);
    if (old?.mode === MODE_REPOSITORY) continue;
    if (!node) {
      index.remove(path);
      lines.push(`remove '${path}'\n`);
      continue;
    }
    stageFile(repository, index, path);
    const now = index.get(path);
    if (old?.oid !== now?.oid || old?.mode !== now?.mode) lines.push(`add '${path}'\n`);
  }
  return lines;
}

/** Paths asked for by name that are ignored, with what is ignored of them: git refuses to add these without `-f`. */
function refusedPaths(
  repository: Repository,
  index: Index,
  pathspec: Pathspec,
  rules: IgnoreRules,
): ReadonlyMap<PathPattern, string> {
  const refused = new Map<PathPattern, string>();
  for (const each of pathspec.patterns) {
    const { pattern, path, excludes } = each;
    const node = repository.tree.tryLookup(repository.absolute(path), false);
    if (pattern || excludes || path === '' || !node) continue;
    const ignored = rules.ignoredPart(path, node.children !== null);
    // A tracked file may be added whatever the rules say of it, but not from inside an ignored folder.
    if (ignored !== undefined && !(ignored === path && index.has(path))) refused.set(each, ignored);
  }
  return refused;
}

/** git looks into the folder that all paths share, and says so when it is not there though one above it is. */
function warnOfMissingFolder(session: Session, pathspec: Pathspec, rules: IgnoreRules): void {
  const { repository } = session;
  const folders = pathspec.patterns.map(({ path, foldersOnly, pattern }) => {
    const fixed = pattern ? path.replace(/[*?[\\].*$/s, '') : path;
    return foldersOnly ? fixed.split('/') : fixed.split('/').slice(0, -1);
  });
  const [first = []] = folders;
  const shared = first.filter((part, at) =>
    folders.every(
      (parts) =>
        parts.slice(0, at + 1).join('/') === first.slice(0, at + 1).join('/') && part !== '',
    ),
  );
  for (let depth = 1; depth <= shared.length; depth += 1) {
    const folder = shared.slice(0, depth).join('/');
    const node = repository.tree.tryLookup(repository.absolute(folder), false);
    if (node?.children) {
      if (rules.ignores(folder, true)) return;
      continue;
    }
    const reason = node ? 'Not a directory' : 'No such file or directory';
    if (depth > 1)
      session.error(`warning: could not open directory '${shared.join('/')}/': ${reason}\n`);
    return;
  }
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('add', args, TABLE, usage);
  const update = options.has('update');
  const all = options.has('all');
  if (all && update) throw fatal("options '-A' and '-u' cannot be used together");
  const given = options.all;
  if (given.length === 0 && !all && !update) {
    session.error('Nothing specified, nothing added.\n');
    session.error("hint: Maybe you wanted to say 'git add .'?\n");
    session.error('hint: Turn this message off by running\n');
    session.error('hint: "git config advice.addEmptyPathspec false"\n');
    return 0;
  }
  const index = repository.readIndex();
  const rules = new IgnoreRules(repository, session.env);
  // `-A` and `-u` without paths mean the whole work tree, wherever one stands in it.
  const pathspec = new Pathspec(repository, session.cwd, given);
  if (options.has('refresh')) {
    if (refreshIndex(repository, index)) repository.writeIndex(index);
    return 0;
  }

  const refused =
    options.has('force') || update
      ? new Map<PathPattern, string>()
      : refusedPaths(repository, index, pathspec, rules);
  const lines =
    options.value('chmod') === undefined ? stageTracked(repository, index, pathspec) : [];
  if (!update) warnOfMissingFolder(session, pathspec, rules);
  const fresh = update
    ? []
    : findUntracked(repository, index, {
        show: 'all',
        rules: options.has('force') ? null : rules,
        pathspec,
      }).untracked;
  for (const missing of pathspec.unmatched()) {
    const { path, given: text, pattern } = missing;
    if (refused.has(missing)) continue;
    const node = repository.tree.tryLookup(repository.absolute(path), false);
    if (path === '' || (node?.children && !pattern) || index.has(path)) continue;
    throw fatal(`pathspec '${text}' did not match any files`);
  }
  for (const path of fresh) {
    if (path.endsWith('/')) {
      throw new GitExit(
        `error: '${path}' is a repository of its own; the lab edition has no submodules\nfatal: adding files failed`,
        128,
      );
    }
    if (options.has('intent-to-add')) {
      const node = fileAt(repository, path);
      const oid = repository.store.write('blob', new Uint8Array());
      if (node) index.put({ path, stage: 0, mode: gitMode(node), oid, intentToAdd: true });
    } else stageFile(repository, index, path);
    lines.push(`add '${path}'\n`);
  }
  const chmod = options.value('chmod');
  if (chmod !== undefined) {
    if (!/^[+-]x$/.test(chmod)) throw fatal(`--chmod param '${chmod}' must be either -x or +x`);
    for (const entry of index.files().values()) {
      if (pathspec.matches(entry.path)) {
        index.put({ ...entry, mode: chmod === '+x' ? 0o100755 : 0o100644 });
      }
    }
  }
  if (options.has('verbose') || options.has('dry-run')) session.out(lines.join(''));
  if (!options.has('dry-run')) repository.writeIndex(index);
  if (refused.size > 0) {
    throw new GitExit(
      `The following paths are ignored by one of your .gitignore files:\n${[...new Set(refused.values())].join('\n')}\n` +
        'hint: Use -f if you really want to add them.\n' +
        'hint: Turn this message off by running\n' +
        'hint: "git config advice.addIgnoredFile false"',
      1,
    );
  }
  return 0;
}

export const add: Command = {
  name: 'add',
  summary: 'Add file contents to the index',
  usage,
  needs: 'work-tree',
  run,
};
