import { parseModelUri, type ModelVersion, type RegisteredModel } from '#formats';
import { readArguments, UsageError } from '../../arguments.ts';
import { alignedColumns } from '../../aligned-columns.ts';
import type { MlregCommand, MlregSession } from '../command.ts';
import { MlregError } from '../mlreg-error.ts';

export const show: MlregCommand = {
  usage: 'show NAME | show models:/NAME/VERSION | show models:/NAME@ALIAS',
  help: 'Print a registered model with its versions and aliases, or all about one version.',
  run(session, args) {
    const [what, ...more] = readArguments('mlreg show', args, {}).targets;
    if (what === undefined || more.length > 0) throw new UsageError('a NAME or a URI is wanted');
    if (!what.includes(':')) showModel(session, what);
    else showVersion(session, what);
  },
};

export const list: MlregCommand = {
  usage: 'list',
  help: 'Print the registered models.',
  run({ registry, say }, args) {
    if (readArguments('mlreg list', args, {}).targets.length > 0) {
      throw new UsageError('list takes no argument');
    }
    for (const name of registry.names()) say(name);
  },
};

function showModel({ registry, say }: MlregSession, name: string): void {
  const model = registry.model(name);
  const rows = model.versions
    .filter(({ deleted }) => !deleted)
    .map((version) => [
      String(version.version),
      version.runId ?? '-',
      aliasesOf(model, version).join(', ') || '-',
      [...version.tags].map(([key, value]) => `${key}=${value}`).join(' ') || '-',
    ]);
  say(alignedColumns([['Version', 'Run ID', 'Aliases', 'Tags'], ...rows], 2));
}

function showVersion({ registry, say }: MlregSession, text: string): void {
  const uri = uriIn(text);
  const model = registry.model(uri.model);
  const number = uri.alias === undefined ? uri.version : model.aliases.get(uri.alias);
  if (number === undefined) {
    throw new MlregError(`Registered model alias ${uri.alias ?? ''} not found.`);
  }
  const version = registry.version(uri.model, String(number));
  const rows = [
    ['name', model.name],
    ['version', String(version.version)],
    ['aliases', aliasesOf(model, version).join(', ') || '-'],
    ['status', version.status],
    ['current_stage', version.currentStage],
    ['run_id', version.runId ?? '-'],
    ['source', version.source],
    ...[...version.tags].map(([key, value]) => [`tags.${key}`, value]),
  ];
  say(alignedColumns(rows, 2));
}

function uriIn(text: string) {
  try {
    return parseModelUri(text);
  } catch (error) {
    if (error instanceof RangeError) throw new MlregError(error.message);
    throw error;
  }
}

const aliasesOf = ({ aliases }: RegisteredModel, { version }: ModelVersion): string[] =>
  [...aliases].flatMap(([name, named]) => (named === version ? name : []));
