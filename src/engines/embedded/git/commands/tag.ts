import type { Command } from '../command.ts';
import { cleanMessage, joinParagraphs } from '../commit-message.ts';
import { fatal, GitExit } from '../git-error.ts';
import { isAncestor, reachableFrom } from '../history/reachable.ts';
import { parseCommit } from '../objects/commit.ts';
import { parseTag, peel, serializeTag } from '../objects/tag.ts';
import { parseOptions, type Options } from '../options.ts';
import { isValidRefName } from '../refs/ref-name.ts';
import type { Repository } from '../repository.ts';
import { resolveCommit, tryResolve } from '../revisions.ts';
import type { Session } from '../session.ts';
import { resolvePath } from '../../kernel/tree.ts';
import { comparePaths, toText } from '../text.ts';
import { wildmatch } from '../worktree/wildmatch.ts';

const usage = [
  'git tag [-a] [-f] [-m <msg> | -F <file>] <tagname> [<commit> | <object>]',
  'git tag -d <tagname>...',
  'git tag [-n[<num>]] -l [--contains <commit>] [--points-at <object>] [--sort=<key>] [<pattern>...]',
];

const TABLE = {
  '-l, --list': 'flag',
  '-n': 'optional',
  '-d, --delete': 'flag',
  '-a, --annotate': 'flag',
  '-m, --message': 'value',
  '-F, --file': 'value',
  '-f, --force': 'flag',
  '-i, --ignore-case': 'flag',
  '--contains': 'last',
  '--merged': 'last',
  '--no-merged': 'last',
  '--points-at': 'value',
  '--sort': 'value',
} as const;

/** First lines of what a tag says: its own message, or its commit's. */
function notes(repository: Repository, oid: string, lines: number): string {
  const object = repository.store.read(oid);
  const message =
    object.type === 'tag'
      ? parseTag(object.body).message
      : object.type === 'commit'
        ? parseCommit(object.body).message
        : '';
  return message.replace(/\n+$/, '').split('\n').slice(0, lines).join('\n    ');
}

/** Compares names with numbers in them as versions: v1.9 before v1.10. */
function compareVersions(a: string, b: string): number {
  const parts = (text: string) => text.split(/(\d+)/);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    const order = at % 2 === 1 ? Number(x) - Number(y) : comparePaths(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function list(session: Session, options: Options): number {
  const { repository } = session;
  const { store, refs } = repository;
  const patterns = options.all.map((text) =>
    wildmatch(options.has('ignore-case') ? text.toLowerCase() : text, false),
  );
  const contains = options.value('contains');
  const wanted = options.has('contains')
    ? resolveCommit(repository, contains === '' || contains === undefined ? 'HEAD' : contains)
    : undefined;
  const at = options.value('points-at');
  const pointed = at === undefined ? undefined : tryResolve(repository, at);
  if (at !== undefined && pointed === undefined)
    throw new GitExit(`error: malformed object name '${at}'`, 129);
  let tags = refs
    .list('refs/tags/')
    .map(([ref, oid]) => ({ name: ref.slice(10), oid, target: peel(store, oid) }))
    .filter(
      ({ name }) =>
        patterns.length === 0 ||
        patterns.some((each) => each?.test(options.has('ignore-case') ? name.toLowerCase() : name)),
    )
    .filter(
      ({ target }) =>
        wanted === undefined ||
        (store.read(target).type === 'commit' && isAncestor(repository, wanted, target)),
    )
    .filter(({ oid, target }) => pointed === undefined || oid === pointed || target === pointed);
  for (const name of ['merged', 'no-merged']) {
    if (!options.has(name)) continue;
    const inside = reachableFrom(repository, [
      resolveCommit(repository, options.value(name) || 'HEAD'),
    ]);
    tags = tags.filter(({ target }) => inside.has(target) === (name === 'merged'));
  }
  const sort = options.value('sort') ?? session.config.get('tag.sort') ?? 'refname';
  const key = sort.replace(/^-/, '');
  const time = (oid: string) => {
    const object = store.read(oid);
    return object.type === 'tag'
      ? (parseTag(object.body).tagger?.time ?? 0)
      : object.type === 'commit'
        ? parseCommit(object.body).committer.time
        : 0;
  };
  if (key === 'version:refname' || key === 'v:refname')
    tags.sort((a, b) => compareVersions(a.name, b.name));
  else if (key === 'creatordate' || key === 'taggerdate')
    tags.sort((a, b) => time(a.oid) - time(b.oid));
  else if (key !== 'refname') throw fatal(`the lab edition of git tag cannot sort by '${key}'`);
  if (sort.startsWith('-')) tags = tags.reverse();
  const lines = options.has('n') ? Number(options.value('n') || 1) : 0;
  for (const { name, oid } of tags) {
    session.out(lines > 0 ? `${name.padEnd(15)} ${notes(repository, oid, lines)}\n` : `${name}\n`);
  }
  return 0;
}

function remove(session: Session, options: Options): number {
  const { refs, store } = session.repository;
  let code = 0;
  for (const name of options.all) {
    const oid = refs.read(`refs/tags/${name}`);
    if (oid === undefined) {
      session.error(`error: tag '${name}' not found.\n`);
      code = 1;
      continue;
    }
    refs.remove(`refs/tags/${name}`);
    session.out(`Deleted tag '${name}' (was ${store.abbreviate(oid)})\n`);
  }
  return code;
}

function messageOf(session: Session, options: Options): string | undefined {
  if (options.has('message')) return cleanMessage(joinParagraphs(options.values('message')));
  const file = options.value('file');
  if (file === undefined) return undefined;
  if (file === '-') return cleanMessage(toText(session.context.stdin));
  const node = session.tree.tryLookup(resolvePath(session.cwd, file));
  if (!node?.data) throw fatal(`could not open or read '${file}': No such file or directory`);
  return cleanMessage(toText(node.data));
}

const nestedTagHint = (name: string, tagged: string): string =>
  'hint: You have created a nested tag. The object referred to by your new tag is\n' +
  'hint: already a tag. If you meant to tag the object that it points to, use:\n' +
  `hint: \nhint: \tgit tag -f ${name} ${tagged}^{}\n` +
  'hint: Disable this message with "git config advice.nestedTag false"\n';

function create(session: Session, options: Options): number {
  const { repository } = session;
  const { refs, store } = repository;
  const [name = '', start = 'HEAD', extra] = options.all;
  if (extra !== undefined) throw fatal('too many arguments');
  const oid = tryResolve(repository, start);
  if (oid === undefined) throw fatal(`Failed to resolve '${start}' as a valid ref.`);
  if (!isValidRefName(name) || name.startsWith('-'))
    throw fatal(`'${name}' is not a valid tag name.`);
  const ref = `refs/tags/${name}`;
  const old = refs.read(ref);
  if (old !== undefined && !options.has('force')) throw fatal(`tag '${name}' already exists`);
  const message = messageOf(session, options);
  let tagged = oid;
  if (options.has('annotate') || message !== undefined) {
    if (message === undefined) {
      if (/^(?:true|:)$/.test(session.env['GIT_EDITOR'] ?? '')) throw fatal('no tag message?');
      throw new GitExit(
        'error: Terminal is dumb, but EDITOR unset\nPlease supply the message using either -m or -F option.',
        1,
      );
    }
    if (message === '' && options.has('annotate') && !options.has('message'))
      throw fatal('no tag message?');
    const { type } = store.read(oid);
    if (type === 'tag' && session.config.flag('advice.nestedtag', true)) {
      session.error(nestedTagHint(name, start));
    }
    tagged = store.write(
      'tag',
      serializeTag({ object: oid, type, name, tagger: session.committer(), message }),
    );
  }
  refs.update(ref, tagged, `tag: tagging ${oid}`);
  if (old !== undefined && old !== tagged)
    session.out(`Updated tag '${name}' (was ${store.abbreviate(old)})\n`);
  return 0;
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('tag', args, TABLE, usage);
  if (options.has('delete')) return remove(session, options);
  const creates = options.has('annotate') || options.has('message') || options.has('file');
  const lists = ['list', 'n', 'contains', 'points-at', 'merged', 'no-merged'].some((name) =>
    options.has(name),
  );
  if (lists || (options.all.length === 0 && !creates)) return list(session, options);
  if (options.all.length === 0) throw new GitExit(`usage: ${usage.join('\n   or: ')}\n`, 129);
  return create(session, options);
}

export const tag: Command = {
  name: 'tag',
  summary: 'Create, list, or delete a tag object',
  usage,
  needs: 'repository',
  run,
};
