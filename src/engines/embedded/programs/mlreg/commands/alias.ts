import { readArguments, UsageError } from '../../arguments.ts';
import type { MlregCommand } from '../command.ts';
import { MlregError } from '../mlreg-error.ts';

export const alias: MlregCommand = {
  usage: 'alias set NAME ALIAS VERSION | alias delete NAME ALIAS',
  help: 'Point an alias at a version, or take the alias away.',
  run({ registry }, args) {
    const [what, name, given, version, ...more] = readArguments('mlreg alias', args, {}).targets;
    if (name === undefined || given === undefined || more.length > 0) {
      throw new UsageError(`the lab edition has mlreg ${alias.usage}`);
    }
    assertAliasName(given);
    if (what === 'set' && version !== undefined) registry.setAlias(name, given, version);
    else if (what === 'delete' && version === undefined) registry.deleteAlias(name, given);
    else throw new UsageError(`the lab edition has mlreg ${alias.usage}`);
  },
};

/** In the words of mlflow/utils/validation.py. */
function assertAliasName(given: string): void {
  if (given === '') throw new MlregError('Registered model alias name cannot be empty.');
  if (!/^[\w-]*$/.test(given)) {
    throw new MlregError(
      `Invalid alias name: '${given}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  if (given.length > 255) {
    throw new MlregError(
      `Registered model alias name '${given}' had length ${given.length}, which exceeded length limit of 255`,
    );
  }
  if (given.toLowerCase() === 'latest') {
    throw new MlregError("'latest' alias name (case insensitive) is reserved.");
  }
  if (/^v\d+$/i.test(given)) throw new MlregError(`Version alias name '${given}' is reserved.`);
}
