import { LabError } from '#container';
import type { Check } from '#grading';

const checkModules = import.meta.glob<{ readonly checks: readonly Check[] }>('/labs/*/checks.ts');

/** The checks of a lab. @throws LabError `LabFileUnreadable` when they cannot be loaded. */
export async function loadChecks(lab: string): Promise<readonly Check[]> {
  const load = checkModules[`/labs/${lab}/checks.ts`];
  if (!load) throw unreadable(`The checks of the lab “${lab}” are not part of this site.`);
  try {
    return (await load()).checks;
  } catch (error) {
    throw unreadable('The checks could not be loaded.', error);
  }
}

function unreadable(what: string, cause?: unknown): LabError {
  return new LabError('LabFileUnreadable', what, 'Reload the page. Your saved work is untouched.', {
    cause,
  });
}
