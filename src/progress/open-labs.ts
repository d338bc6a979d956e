const PREFIX = 'plumbline-lab-';

/** The name of the lock that a tab holds while it has a lab. */
export const labLockName = (lab: string): string => `${PREFIX}${lab}`;

/** Labs that a tab of this browser has open. Where the browser has no locks none is known. */
export async function openLabs(): Promise<ReadonlySet<string>> {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  const held = (await navigator?.locks?.query())?.held ?? [];
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])),
  );
}
