/** What the browser says about the site's room. What it does not say is absent. */
export interface StorageFacts {
  /** "12 MB". */
  readonly used?: string;
  readonly room?: string;
  readonly isNearlyFull: boolean;
  readonly isPersisted?: boolean;
}

const NEARLY_FULL = 0.8;

/** Asks the browser; what it refuses to say is left out. */
export async function storageState(
  storage: Partial<StorageManager> | undefined = (navigator as Partial<Navigator>).storage,
): Promise<StorageFacts> {
  const estimate = await storage?.estimate?.().catch(() => undefined);
  const isPersisted = await storage?.persisted?.().catch(() => undefined);
  const { usage, quota } = estimate ?? {};
  return {
    ...(usage === undefined || !quota ? {} : { used: inWords(usage), room: inWords(quota) }),
    isNearlyFull: usage !== undefined && !!quota && usage / quota >= NEARLY_FULL,
    ...(isPersisted === undefined ? {} : { isPersisted }),
  };
}

/** "640 kB", "12 MB", "2.1 GB". */
export function inWords(bytes: number): string {
  if (bytes < 999_500) return `${Math.ceil(bytes / 1000)} kB`;
  if (bytes < 999_500_000) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
