import { LabError, type LabContainer } from '#container';

/**
 * Runs a lab's `setup.sh` in the learner's own container.
 *
 * @throws LabError `LabScriptFailed` with what it printed.
 */
export async function runSetup(container: LabContainer, setup: string): Promise<void> {
  const process = await container.spawn('bash', ['-c', setup, 'setup.sh']);
  let printed = '';
  const reader = process.output.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    printed += part.value;
  }
  const exitCode = await process.exit;
  if (exitCode === 0) return;
  throw new LabError(
    'LabScriptFailed',
    `The preparation of the lab ended with exit code ${exitCode}: ${printed.slice(-500)}`,
    'Reset the lab to run it again.',
  );
}
