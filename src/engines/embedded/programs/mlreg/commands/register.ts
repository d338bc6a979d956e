import { resolvePath } from '../../../kernel/tree.ts';
import { readArguments, UsageError } from '../../arguments.ts';
import type { MlregCommand, MlregSession } from '../command.ts';
import { MlregError } from '../mlreg-error.ts';
import { runById } from '../runs.ts';

export const register: MlregCommand = {
  usage: 'register MODEL_URI --name NAME [--description TEXT]',
  help: 'Make a package a new version of a registered model. MODEL_URI: runs:/<run id>/<path>, or a folder.',
  run(session, args) {
    const { options, targets } = readArguments('mlreg register', args, {
      name: { short: 'n', takes: 'NAME' },
      description: { short: 'd', takes: 'TEXT' },
    });
    const [uri, ...more] = targets;
    const name = options.get('name');
    if (uri === undefined || more.length > 0) throw new UsageError('one MODEL_URI is wanted');
    if (name === undefined) throw new UsageError("Missing option '--name' / '-n'.");
    if (!/^[^/:%"'\n]+$/.test(name)) {
      throw new MlregError(
        `Invalid model name: '${name}'. Registered model name must be non-empty string and must not contain '/' or ':'.`,
      );
    }
    const { source, runId } = packageAt(session, uri);
    const { registry, tell } = session;
    if (registry.has(name)) {
      tell(`Registered model '${name}' already exists. Creating a new version of this model...`);
    } else {
      registry.createModel(name);
      tell(`Successfully registered model '${name}'.`);
    }
    const description = options.get('description') ?? null;
    const version = registry.createVersion(name, { source, runId, description });
    tell(`Created version '${version}' of model '${name}'.`);
  },
};

function packageAt(session: MlregSession, uri: string): { source: string; runId: string | null } {
  const [, runId, path = ''] = /^runs:\/+([^/]+)\/(.+?)\/*$/.exec(uri) ?? [];
  if (runId === undefined && uri.includes(':/')) {
    throw new MlregError(
      `Not a proper MODEL_URI: ${uri}. It is runs:/<run id>/<path of the package>, or a folder.`,
    );
  }
  const source =
    runId === undefined
      ? uri.replace(/\/+$/, '')
      : `${runById(session, runId).artifactUri.replace(/\/+$/, '')}/${path}`;
  const { tree, cwd } = session.context;
  if (!tree.exists(resolvePath(cwd, `${source.replace(/^file:\/\//, '')}/MLmodel`))) {
    throw new MlregError(`Could not find an "MLmodel" configuration file at "${source}"`);
  }
  return { source, runId: runId ?? null };
}
