import {
  errorCode,
  type LabContainer,
  type ProgramFiles,
  type WebContainerProcess,
} from '#container';

export type StartedProgram = Pick<WebContainerProcess, 'exit' | 'kill'>;

/**
 * The program and its arguments are the shell's own parameters, so that no quoting stands between a check and what runs.
 * (The program is named apart from its arguments because the embedded shell does not split a command word.)
 */
const RUN_SCRIPT =
  'in="$1"; out="$2"; err="$3"; program="$4"; shift 4; "$program" "$@" <"$in" >"$out" 2>"$err"';

/**
 * Starts a program whose standard streams are files, because a container merges the two outputs. An engine that can do
 * that by itself spares each run the start of a shell, which costs as much as many a program.
 */
export async function startBetween(
  container: LabContainer,
  argv: readonly string[],
  files: ProgramFiles,
): Promise<StartedProgram> {
  const [program = '', ...args] = argv;
  try {
    const started = await container.spawnBetween?.(program, args, files);
    if (started) return started;
  } catch (error) {
    // A program of the work may have put something in the files' way: a shell says what, and ends.
    if (errorCode(error) === undefined) throw error;
  }
  const { cwd, env, stdin, stdout, stderr } = files;
  const paths = [stdin, stdout, stderr].map((path) => `${container.workdir}/${path}`);
  return container.spawn('bash', ['-c', RUN_SCRIPT, 'bash', ...paths, ...argv], {
    cwd,
    env: { ...env },
    output: false,
  });
}
