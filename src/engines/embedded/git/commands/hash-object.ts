import { resolvePath } from '../../kernel/tree.ts';
import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { objectId, type ObjectType } from '../objects/object-store.ts';
import { parseOptions } from '../options.ts';
import type { Session } from '../session.ts';

const usage = ['git hash-object [-t <type>] [-w] [--stdin] [--] <file>...'];

const TABLE = { '-t': 'value', '-w': 'flag', '--stdin': 'flag' } as const;

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('hash-object', args, TABLE, usage);
  const type = options.value('t') ?? 'blob';
  if (!/^(?:blob|tree|commit|tag)$/.test(type)) throw fatal(`invalid object type "${type}"`);
  const hash = (bytes: Uint8Array) =>
    options.has('w')
      ? session.repository.store.write(type as ObjectType, bytes)
      : objectId(type as ObjectType, bytes);
  if (options.has('stdin')) session.out(`${hash(session.context.stdin)}\n`);
  for (const path of options.all) {
    const node = session.tree.tryLookup(resolvePath(session.cwd, path));
    if (!node?.data) throw fatal(`could not open '${path}' for reading: No such file or directory`);
    session.out(`${hash(node.data)}\n`);
  }
  return 0;
}

export const hashObject: Command = {
  name: 'hash-object',
  summary: 'Compute object ID and optionally create an object from a file',
  usage,
  needs: 'nothing',
  run,
};
