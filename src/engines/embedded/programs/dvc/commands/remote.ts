import { dvcConfigText, readDvcConfig, remoteSection } from '#formats';
import { resolvePath } from '../../../kernel/tree.ts';
import { readArguments } from '../../arguments.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { DvcError, EXIT_CONFIG, EXIT_USAGE } from '../dvc-error.ts';

export const remote: DvcCommand = {
  usage: 'remote add [-d] [-f] NAME URL | list | default [NAME] | remove NAME',
  help: 'Set up the storage that data is pushed to and pulled from.',
  run(session, args) {
    const [what, ...rest] = args;
    switch (what) {
      case 'add':
        return Promise.resolve(addRemote(session, rest));
      case 'list':
        return Promise.resolve(listRemotes(session));
      case 'default':
        return Promise.resolve(defaultRemoteIs(session, rest));
      case 'remove':
        return Promise.resolve(removeRemote(session, rest));
      default:
        throw new DvcError(`the lab edition has dvc ${remote.usage}`, EXIT_USAGE);
    }
  },
};

type Sections = Record<string, Record<string, string>>;

function shared({ project }: DvcSession): Sections {
  const config = readDvcConfig(project.readText('.dvc/config') ?? '');
  return Object.fromEntries(Object.entries(config).map(([name, keys]) => [name, { ...keys }]));
}

function save({ project }: DvcSession, config: Sections): void {
  project.write('.dvc/config', dvcConfigText(config));
}

function addRemote(session: DvcSession, args: readonly string[]): number {
  const { options, targets } = readArguments('dvc remote add', args, {
    default: { short: 'd' },
    force: { short: 'f' },
  });
  const [name, url] = targets;
  if (name === undefined || url === undefined) {
    throw new DvcError('the following arguments are required: name, url', EXIT_USAGE);
  }
  const config = shared(session);
  const section = remoteSection(name);
  if (config[section] && !options.has('force')) {
    throw new DvcError(
      `configuration error - config file error: remote '${name}' already exists. Use \`-f|--force\` to overwrite it.`,
      EXIT_CONFIG,
    );
  }
  if (options.has('default')) {
    session.say(`Setting '${name}' as a default remote.`);
    config['core'] = { ...config['core'], remote: name };
  }
  config[section] = { url: asWritten(session, url) };
  const { core, ...others } = config;
  save(session, core ? { core, ...others } : others);
  return 0;
}

/** A folder that is typed from where one stands is written as seen from `.dvc/`, so that it holds on other machines. */
function asWritten({ project, context }: DvcSession, url: string): string {
  if (url.startsWith('/') || /^[a-z][\w+-]*:\/\//i.test(url)) return url;
  const from = project.absolute('.dvc').split('/');
  const to = resolvePath(context.cwd, url).split('/');
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

function listRemotes({ project, say }: DvcSession): number {
  const { config } = project;
  for (const [section, { url = '' }] of Object.entries(config)) {
    const name = /^remote "(.*)"$/.exec(section)?.[1];
    if (name === undefined) continue;
    const where = /^[a-z][\w+-]*:\/\//i.test(url)
      ? url
      : resolvePath(project.absolute('.dvc'), url);
    say(`${name}\t${where}${config['core']?.['remote'] === name ? '\t(default)' : ''}`);
  }
  return 0;
}

function defaultRemoteIs(session: DvcSession, args: readonly string[]): number {
  const [name] = args;
  const config = shared(session);
  if (name === undefined) {
    session.say(config['core']?.['remote'] ?? 'No default remote set');
    return 0;
  }
  assertKnown(config, name);
  const { core, ...others } = config;
  save(session, { core: { ...core, remote: name }, ...others });
  return 0;
}

function removeRemote(session: DvcSession, args: readonly string[]): number {
  const [name = ''] = args;
  const config = shared(session);
  assertKnown(config, name);
  const left = Object.entries(config).filter(([section]) => section !== remoteSection(name));
  const kept: Sections = Object.fromEntries(left);
  if (kept['core']?.['remote'] === name) delete kept['core']['remote'];
  save(session, kept);
  return 0;
}

function assertKnown(config: Sections, name: string): void {
  if (config[remoteSection(name)]) return;
  throw new DvcError(
    `configuration error - config file error: remote '${name}' doesn't exist.`,
    EXIT_CONFIG,
  );
}
