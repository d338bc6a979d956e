import { alignedColumns } from '../../aligned-columns.ts';
import { readArguments } from '../../arguments.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { DvcError, EXIT_USAGE } from '../dvc-error.ts';
import { readYamlDocument, inProject } from '#formats';

export const metrics: DvcCommand = {
  usage: 'metrics show | diff [REVISION [REVISION]]',
  help: 'Print the metrics of the stages, here or between two commits.',
  async run(session, args) {
    const [what, ...rest] = args;
    if (what === 'show') {
      readArguments('dvc metrics show', rest, {});
      show(session);
      return 0;
    }
    if (what === 'diff') {
      const { targets } = readArguments('dvc metrics diff', rest, {});
      await diff(session, targets[0] ?? 'HEAD', targets[1]);
      return 0;
    }
    throw new DvcError(`the lab edition has dvc ${metrics.usage}`, EXIT_USAGE);
  },
};

type Values = ReadonlyMap<string, unknown>;

function metricFiles({ project }: DvcSession): string[] {
  const files = project
    .stages()
    .flatMap((stage) =>
      stage.outs.filter(({ kind }) => kind === 'metrics').map(({ path }) => inProject(stage, path)),
    );
  if (files.length === 0)
    throw new DvcError(
      'no metrics files in this repository. Use `metrics:` in a stage of dvc.yaml to mark one.',
      255,
    );
  return files;
}

function valuesIn(text: string | undefined, file: string): Values {
  const values = new Map<string, unknown>();
  if (text === undefined) return values;
  const { value, faults } = readYamlDocument(text, file, 'ruamel');
  if (faults) throw new DvcError(`failed to read '${file}'`);
  const walk = (part: unknown, path: string) => {
    if (typeof part === 'object' && part !== null) {
      for (const [key, inner] of Object.entries(part))
        walk(inner, path === '' ? key : `${path}.${key}`);
    } else values.set(path, part);
  };
  walk(value.value, '');
  return values;
}

function show(session: DvcSession): void {
  const rows = metricFiles(session).map((file) => {
    const text = session.project.readText(file);
    if (text === undefined)
      throw new DvcError(`metrics file '${file}' does not exist. Run \`dvc repro\`.`);
    return { file, values: valuesIn(text, file) };
  });
  const names = [...new Set(rows.flatMap(({ values }) => [...values.keys()]))];
  const lines = rows.map(({ file, values }) => [
    file,
    ...names.map((name) => shown(values.get(name))),
  ]);
  session.say(alignedColumns([['Path', ...names], ...lines], 4));
}

async function diff(session: DvcSession, from: string, to: string | undefined): Promise<void> {
  const { git, project, say } = session;
  const lines: string[][] = [];
  for (const revision of [from, to]) {
    if (revision === undefined) continue;
    const commit = await git.ask(['rev-parse', '--verify', '-q', `${revision}^{commit}`]);
    if (commit === undefined) throw new DvcError(`unknown Git revision '${revision}'`);
  }
  for (const file of metricFiles(session)) {
    const at = async (revision: string | undefined) =>
      revision === undefined ? project.readText(file) : git.ask(['show', `${revision}:${file}`]);
    const [then, now] = [valuesIn(await at(from), file), valuesIn(await at(to), file)];
    for (const name of new Set([...then.keys(), ...now.keys()])) {
      const [a, b] = [then.get(name), now.get(name)];
      if (a === b) continue;
      const change = typeof a === 'number' && typeof b === 'number' ? shown(b - a) : '-';
      lines.push([file, name, shown(a), shown(b), change]);
    }
  }
  if (lines.length > 0)
    say(alignedColumns([['Path', 'Metric', from, to ?? 'workspace', 'Change'], ...lines], 4));
}

/** As DVC shows numbers: five digits that count. */
function shown(value: unknown): string {
  if (value === undefined) return '-';
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(5)));
}
