import { readArguments } from '../../arguments.ts';
import { copyObjects, keptBy, ObjectStore, type Kept } from '../cache-objects.ts';
import { restore, type Restored } from '../checkout-files.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { DvcError } from '../dvc-error.ts';

const EVERYTHING = 'Everything is up to date.';

export const push: DvcCommand = {
  usage: 'push [-r REMOTE] [TARGET...]',
  help: 'Copy what the pointers and dvc.lock name from the cache to the remote.',
  run(session, args) {
    const { remote, kept } = asked('push', session, args);
    const cache = ObjectStore.cacheOf(session.project);
    const count = inWords('push', 'to', () => copyObjects(kept, cache, remote));
    session.say(count === 0 ? EVERYTHING : `${files(count)} pushed`);
    return Promise.resolve(0);
  },
};

export const fetch: DvcCommand = {
  usage: 'fetch [-r REMOTE] [TARGET...]',
  help: 'Copy what the pointers and dvc.lock name from the remote to the cache.',
  run(session, args) {
    const { remote, kept } = asked('fetch', session, args);
    const cache = ObjectStore.cacheOf(session.project);
    const count = inWords('fetch', 'from', () => copyObjects(kept, remote, cache));
    session.say(count === 0 ? EVERYTHING : `${files(count)} fetched`);
    return Promise.resolve(0);
  },
};

export const checkout: DvcCommand = {
  usage: 'checkout [-f] [TARGET...]',
  help: 'Lay what the pointers and dvc.lock name from the cache into the project.',
  run(session, args) {
    const { options, targets } = readArguments('dvc checkout', args, { force: { short: 'f' } });
    layOut(session, keptBy(session.project, named(session, targets)), options.has('force'));
    return Promise.resolve(0);
  },
};

export const pull: DvcCommand = {
  usage: 'pull [-r REMOTE] [-f] [TARGET...]',
  help: 'Fetch, then check out.',
  run(session, args) {
    const { remote, kept, force } = asked('pull', session, args);
    const cache = ObjectStore.cacheOf(session.project);
    const count = inWords('pull', 'from', () => copyObjects(kept, remote, cache));
    const { added, modified } = layOut(session, kept, force);
    const parts = [
      ...(added > 0 ? [`${files(added)} added`] : []),
      ...(modified > 0 ? [`${files(modified)} modified`] : []),
      ...(count > 0 ? [`${files(count)} fetched`] : []),
    ];
    session.say(parts.length === 0 ? EVERYTHING : parts.join(' and '));
    return Promise.resolve(0);
  },
};

function asked(command: string, session: DvcSession, args: readonly string[]) {
  const { options, targets } = readArguments(`dvc ${command}`, args, {
    remote: { short: 'r', takes: 'NAME' },
    ...(command === 'pull' ? { force: { short: 'f' } } : {}),
  });
  const kept = keptBy(session.project, named(session, targets));
  const direction = command === 'push' ? 'push data to' : `${command} data from`;
  try {
    const remote = ObjectStore.remoteOf(session.project, options.get('remote'));
    return { kept, remote, force: options.has('force') };
  } catch (error) {
    // DVC ends a transfer that cannot begin with 1, whatever kind of fault it is.
    if (error instanceof DvcError) {
      throw new DvcError(`failed to ${direction} the cloud - ${error.message}`, 1);
    }
    throw error;
  }
}

const named = ({ project, context }: DvcSession, targets: readonly string[]): string[] =>
  targets.map((typed) => {
    const isStage = project.stages().some(({ name }) => name === typed);
    return isStage ? typed : project.inside(context.cwd, typed);
  });

function layOut(
  { project, say }: DvcSession,
  kept: readonly Kept[],
  force: boolean,
): { readonly added: number; readonly modified: number } {
  const counts: Record<Restored, number> = { A: 0, M: 0, same: 0, 'not in cache': 0 };
  const failed: string[] = [];
  for (const one of kept) {
    const how = restore(project, one, force);
    counts[how] += 1;
    if (how === 'not in cache') failed.push(one.path);
    else if (how !== 'same') say(`${how}       ${one.path}`);
  }
  if (failed.length > 0) {
    throw new DvcError(
      `Checkout failed for following targets:\n${failed.join('\n')}\nIs your cache up to date?\n<https://error.dvc.org/missing-files>`,
    );
  }
  return { added: counts.A, modified: counts.M };
}

function inWords(what: string, direction: string, transfer: () => number): number {
  try {
    return transfer();
  } catch (error) {
    if (error instanceof DvcError) {
      throw new DvcError(`failed to ${what} data ${direction} the cloud - ${error.message}`, 1);
    }
    throw error;
  }
}

const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`;
