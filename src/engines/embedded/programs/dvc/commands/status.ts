import { stageChanges, type StageChange } from '#formats';
import { readArguments } from '../../arguments.ts';
import { keptBy, ObjectStore } from '../cache-objects.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { outPath } from '../project.ts';
import { inOrder } from './repro.ts';

/** Width of the words before a path, as DVC has it. */
const WORD_WIDTH = 20;

export const status: DvcCommand = {
  usage: 'status [-c] [-r REMOTE] [-q]',
  help: 'Show what differs from dvc.lock and the pointers, or (-c) from the remote.',
  run(session, args) {
    const { options } = readArguments('dvc status', args, {
      cloud: { short: 'c' },
      remote: { short: 'r', takes: 'NAME' },
      quiet: { short: 'q' },
    });
    const toRemote = options.has('cloud') || options.has('remote');
    const lines = toRemote ? cloudLines(session, options.get('remote')) : localLines(session);
    const isQuiet = options.has('quiet');
    if (!isQuiet)
      session.say(
        lines.length > 0 ? lines.join('\n') : nothing(session, toRemote, options.get('remote')),
      );
    return Promise.resolve(isQuiet && lines.length > 0 ? 1 : 0);
  },
};

function nothing({ project }: DvcSession, toRemote: boolean, name: string | undefined): string {
  if (toRemote) {
    return `Cache and remote '${name ?? project.config['core']?.['remote'] ?? ''}' are in sync.`;
  }
  return project.stages().length + project.pointers().length === 0
    ? 'There are no data or pipelines tracked in this project yet.'
    : 'Data and pipelines are up to date.';
}

function localLines({ project }: DvcSession): string[] {
  const lock = project.lock();
  const stages = inOrder(project.stages()).flatMap((stage) => {
    const changes = stageChanges(stage, lock.stages[stage.name], project);
    if (stage.alwaysChanged) return [`${stage.name}:`, '\talways changed'];
    return changes.length === 0 ? [] : [`${stage.name}:`, ...stageLines(changes)];
  });
  const pointers = project.pointers().flatMap((pointer) =>
    pointer.outs.flatMap((out) => {
      const path = outPath(pointer, out);
      const now = project.digestOf(path);
      if (now?.md5 === out.md5) return [];
      return [`${pointer.file}:`, '\tchanged outs:', changed(now ? 'modified' : 'deleted', path)];
    }),
  );
  return [...stages, ...pointers];
}

function stageLines(changes: readonly StageChange[]): string[] {
  const of = (what: 'deps' | 'outs') => {
    const lines = changes.flatMap((change) =>
      change.what === what ? [changed(change.how, change.path)] : [],
    );
    return lines.length > 0 ? [`\tchanged ${what}:`, ...lines] : [];
  };
  const params = changes.filter((change) => change.what === 'params');
  const files = [...new Set(params.map(({ file }) => file))];
  return [
    ...of('deps'),
    ...(params.length > 0 ? ['\tchanged params:'] : []),
    ...files.flatMap((file) => [
      `\t\t${file}:`,
      ...params.filter((one) => one.file === file).map(({ how, key }) => `\t${changed(how, key)}`),
    ]),
    ...of('outs'),
    ...(changes.some(({ what }) => what === 'cmd') ? ['\tchanged command'] : []),
  ];
}

const changed = (how: string, what: string): string => `\t\t${`${how}:`.padEnd(WORD_WIDTH)}${what}`;

function cloudLines({ project }: DvcSession, name: string | undefined): string[] {
  const cache = ObjectStore.cacheOf(project);
  const remote = ObjectStore.remoteOf(project, name);
  return keptBy(project).flatMap(({ path, entry }) => {
    const [here, there] = [cache, remote].map((store) => {
      return store.objectsOf(entry).every((md5) => store.read(md5) !== undefined);
    });
    if (here && there) return [];
    return [`\t${`${here ? 'new' : there ? 'deleted' : 'missing'}:`.padEnd(WORD_WIDTH)}${path}`];
  });
}
