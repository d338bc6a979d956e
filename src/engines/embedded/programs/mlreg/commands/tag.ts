import { readArguments, UsageError } from '../../arguments.ts';
import type { MlregCommand } from '../command.ts';
import { MlregError } from '../mlreg-error.ts';

export const tag: MlregCommand = {
  usage: 'tag NAME VERSION KEY VALUE | tag --delete NAME VERSION KEY',
  help: 'Set a tag of a version, or take it away.',
  run({ registry }, args) {
    const { options, targets } = readArguments('mlreg tag', args, { delete: { short: 'd' } });
    const [name, version, key, value, ...more] = targets;
    const takesAway = options.has('delete');
    if (name === undefined || version === undefined || key === undefined || more.length > 0) {
      throw new UsageError('NAME, VERSION and KEY are wanted');
    }
    // MLflow's rule for names of tags, without a way out of the folder.
    if (!/^[\w.\-/ ]+$/.test(key) || key.split('/').some((part) => /^\.{0,2}$/.test(part))) {
      throw new MlregError(
        `Invalid tag name: '${key}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), and slashes (/).`,
      );
    }
    if (takesAway) registry.deleteTag(name, version, key);
    else if (value === undefined) throw new UsageError('a VALUE is wanted');
    else registry.setTag(name, version, key, value);
  },
};
