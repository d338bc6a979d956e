import { dvcConfigText, readDvcConfig } from '#formats';
import { readArguments } from '../../arguments.ts';
import type { DvcCommand } from '../command.ts';
import { DvcError, EXIT_CONFIG, EXIT_USAGE } from '../dvc-error.ts';

export const config: DvcCommand = {
  usage: 'config SECTION.OPTION [VALUE]',
  help: 'Read or set an option of .dvc/config, such as core.autostage.',
  run({ project, say }, args) {
    const [name = '', value] = readArguments('dvc config', args, {}).targets;
    const [section = '', option = ''] = name.split('.');
    if (section === '' || option === '') {
      throw new DvcError('the following arguments are required: section.option', EXIT_USAGE);
    }
    if (value === undefined) {
      const known = project.config[section]?.[option.toLowerCase()];
      if (known === undefined) {
        throw new DvcError(
          `configuration error - config file error: section '${section}' doesn't have an option '${option}'`,
          EXIT_CONFIG,
        );
      }
      say(known);
    } else {
      const before = readDvcConfig(project.readText('.dvc/config') ?? '');
      const after = { ...before, [section]: { ...before[section], [option.toLowerCase()]: value } };
      project.write('.dvc/config', dvcConfigText(after));
    }
    return Promise.resolve(0);
  },
};
