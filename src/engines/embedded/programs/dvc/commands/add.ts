import { readArguments } from '../../arguments.ts';
import type { DvcCommand, DvcSession } from '../command.ts';
import { DvcError, EXIT_USAGE } from '../dvc-error.ts';

/** Keys of an out that `dvc add` writes anew. */
const RENEWED = new Set(['md5', 'size', 'nfiles', 'hash', 'path']);

export const add: DvcCommand = {
  usage: 'add TARGET...',
  help: 'Track files or folders with DVC: a pointer for Git, the bytes for the cache.',
  async run(session, args) {
    const { targets } = readArguments('dvc add', args, {});
    if (targets.length === 0) {
      throw new DvcError('the following arguments are required: targets', EXIT_USAGE);
    }
    const { project, context, git } = session;
    const paths = targets.map((typed) => project.inside(context.cwd, typed));
    for (const path of paths) await assertAddable(session, path);
    for (const path of paths) {
      await writePointer(session, path);
    }
    await git.remind();
    return 0;
  },
};

async function assertAddable({ project, git }: DvcSession, path: string): Promise<void> {
  if (!project.exists(path)) throw new DvcError(`output '${path}' does not exist`);
  if (path.endsWith('.dvc')) throw new DvcError(`cannot add '${path}': it is a DVC file itself`);
  const maker = project.stages().find((stage) => stage.outs.some((out) => out.path === path));
  if (maker) {
    throw new DvcError(
      `cannot update '${path}': it is an output of the stage '${maker.name}' in 'dvc.yaml'; run \`dvc repro\``,
    );
  }
  if ((await git.isRepository()) && (await git.tracks(path))) {
    throw new DvcError(
      ` output '${path}' is already tracked by SCM (e.g. Git).\n` +
        '    You can remove it from Git, then add to DVC.\n' +
        '        To stop tracking from Git:\n' +
        `            git rm -r --cached '${path}'\n` +
        `            git commit -m "stop tracking ${path}"`,
    );
  }
}

/** Stores what stands at a path and writes (or renews) the `.dvc` file beside it. */
export async function writePointer({ project, git }: DvcSession, path: string): Promise<void> {
  const digest = project.store(path);
  const file = `${path}.dvc`;
  const before = project.exists(file) ? project.pointer(file).outs[0] : undefined;
  const { nfiles, md5, size } = digest;
  // What else somebody wrote there (desc, meta, remote) stays.
  const kept = Object.entries(before ?? {}).filter(([key]) => !RENEWED.has(key));
  const out = {
    md5,
    size,
    ...(nfiles === undefined ? {} : { nfiles }),
    hash: 'md5',
    ...Object.fromEntries(kept),
    path: path.slice(path.lastIndexOf('/') + 1),
  };
  project.writeYaml(file, { outs: [out] });
  await git.ignore(path);
  git.track(file);
}
