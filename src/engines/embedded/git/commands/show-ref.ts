import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { peel } from '../objects/tag.ts';
import { parseOptions } from '../options.ts';
import type { Session } from '../session.ts';

const usage = ['git show-ref [--heads] [--tags] [--head] [-d] [-s] [--verify] [-q] [<pattern>...]'];

const TABLE = {
  '--heads': 'flag',
  '--tags': 'flag',
  '--head': 'flag',
  '-d, --dereference': 'flag',
  '-s, --hash': 'optional',
  '--verify': 'flag',
  '-q, --quiet': 'flag',
} as const;

function run(session: Session, args: readonly string[]): number {
  const { refs, store } = session.repository;
  const options = parseOptions('show-ref', args, TABLE, usage);
  const quiet = options.has('quiet');
  const digits = Number(options.value('hash') || 40);
  const print = (ref: string, oid: string) => {
    if (quiet) return;
    const id = oid.slice(0, digits);
    session.out(options.has('hash') ? `${id}\n` : `${id} ${ref}\n`);
    const target = peel(store, oid);
    if (options.has('dereference') && target !== oid) session.out(`${target} ${ref}^{}\n`);
  };
  if (options.has('verify')) {
    for (const ref of options.all) {
      const oid = refs.read(ref);
      if (oid === undefined) {
        if (quiet) return 1;
        throw fatal(`'${ref}' - not a valid ref`);
      }
      print(ref, oid);
    }
    return 0;
  }
  const scoped = options.has('heads') || options.has('tags');
  const found = refs
    .list('refs/')
    .filter(
      ([ref]) =>
        !scoped ||
        (options.has('heads') && ref.startsWith('refs/heads/')) ||
        (options.has('tags') && ref.startsWith('refs/tags/')),
    )
    .filter(
      ([ref]) =>
        options.all.length === 0 ||
        options.all.some((each) => ref === each || ref.endsWith(`/${each}`)),
    );
  const head = refs.read('HEAD');
  if (options.has('head') && head !== undefined) found.unshift(['HEAD', head]);
  for (const [ref, oid] of found) print(ref, oid);
  return found.length === 0 ? 1 : 0;
}

export const showRef: Command = {
  name: 'show-ref',
  summary: 'List references in a local repository',
  usage,
  needs: 'repository',
  run,
};
