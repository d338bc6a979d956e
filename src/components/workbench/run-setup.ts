import { LabError, type LabContainer } from '#container';
import { runQuietly } from './run-quietly.ts';

/**
 * Runs a lab's `setup.sh` in the learner's own container.
 *
 * @throws LabError `LabScriptFailed` with what it printed.
 */
export async function runSetup(container: LabContainer, setup: string): Promise<void> {
  const { exitCode, printed } = await runQuietly(container, 'bash', ['-c', setup, 'setup.sh']);
  if (exitCode === 0) return;
  throw new LabError(
    'LabScriptFailed',
    `The preparation of the lab ended with exit code ${exitCode}: ${printed.slice(-500)}`,
    'Reset the lab to run it again.',
  );
}
