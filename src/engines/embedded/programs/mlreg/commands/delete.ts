import { readArguments, UsageError } from '../../arguments.ts';
import type { MlregCommand } from '../command.ts';

export const deleteVersion: MlregCommand = {
  usage: 'delete NAME VERSION',
  help: 'Delete a version and its aliases. Its number is never given again.',
  run({ registry }, args) {
    const [name, version, ...more] = readArguments('mlreg delete', args, {}).targets;
    if (name === undefined || version === undefined || more.length > 0) {
      throw new UsageError('NAME and VERSION are wanted');
    }
    registry.deleteVersion(name, version);
  },
};
