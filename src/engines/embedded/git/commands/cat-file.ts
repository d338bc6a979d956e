import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { modeText, MODE_FOLDER, MODE_REPOSITORY, parseTree } from '../objects/tree.ts';
import { parseTag } from '../objects/tag.ts';
import { parseOptions, usageText } from '../options.ts';
import { quotePath } from '../quote-path.ts';
import { tryResolve } from '../revisions.ts';
import type { Session } from '../session.ts';
import { toText } from '../text.ts';

const usage = [
  'git cat-file <type> <object>',
  'git cat-file (-e | -p | -t | -s) <object>',
  'git cat-file (--batch | --batch-check)',
];

const TABLE = {
  '-e': 'flag',
  '-p': 'flag',
  '-t': 'flag',
  '-s': 'flag',
  '--batch': 'flag',
  '--batch-check': 'flag',
} as const;

function batch(session: Session, contents: boolean): number {
  const { repository } = session;
  for (const line of toText(session.context.stdin).split('\n').filter(Boolean)) {
    const oid = tryResolve(repository, line);
    const object = oid === undefined ? undefined : repository.store.tryRead(oid);
    if (!object || oid === undefined) {
      session.out(`${line} missing\n`);
      continue;
    }
    session.out(`${oid} ${object.type} ${object.body.length}\n`);
    if (contents) {
      session.outBytes(object.body);
      session.out('\n');
    }
  }
  return 0;
}

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  const options = parseOptions('cat-file', args, TABLE, usage);
  if (options.has('batch') || options.has('batch-check'))
    return batch(session, options.has('batch'));
  const asked = (['e', 'p', 't', 's'] as const).find((name) => options.has(name));
  const [first, second] = options.all;
  const name = asked === undefined ? second : first;
  if (name === undefined) throw new GitExit(usageText(usage), 129);
  const oid = tryResolve(repository, name);
  if (oid === undefined) throw fatal(`Not a valid object name ${name}`);
  const object = repository.store.tryRead(oid);
  if (asked === 'e') return object ? 0 : 1;
  if (!object) throw fatal(`Not a valid object name ${name}`);
  if (asked === 't') session.out(`${object.type}\n`);
  else if (asked === 's') session.out(`${object.body.length}\n`);
  else if (asked === 'p' && object.type === 'tree') {
    const quoteAll = session.config.flag('core.quotepath', true);
    for (const entry of parseTree(object.body)) {
      const type =
        entry.mode === MODE_FOLDER ? 'tree' : entry.mode === MODE_REPOSITORY ? 'commit' : 'blob';
      session.out(
        `${modeText(entry.mode)} ${type} ${entry.oid}\t${quotePath(entry.name, quoteAll)}\n`,
      );
    }
  } else if (asked === 'p') session.outBytes(object.body);
  else {
    let found = object;
    while (found.type !== first && found.type === 'tag')
      found = repository.store.read(parseTag(found.body).object);
    if (found.type !== first) throw fatal(`git cat-file ${name}: bad file`);
    session.outBytes(found.body);
  }
  return 0;
}

export const catFile: Command = {
  name: 'cat-file',
  summary: 'Provide contents or details of repository objects',
  usage,
  needs: 'repository',
  run,
};
