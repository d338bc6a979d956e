import { printedBy, type LabContainer } from '#container';

/** Runs a program to its end, out of the learner's sight, and gives all that it printed. */
export async function runQuietly(
  container: LabContainer,
  command: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly printed: string }> {
  const process = await container.spawn(command, [...args]);
  const printed = await printedBy(process.output);
  return { exitCode: await process.exit, printed };
}
