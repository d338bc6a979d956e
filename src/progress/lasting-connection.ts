import type { IDBPDatabase } from 'idb';

/** A database of this browser that is at hand at every use, whatever the browser did to it meanwhile. */
export interface LastingConnection {
  /** @throws what `open` throws, when it has to be opened again */
  current(): Promise<IDBPDatabase>;
  close(): void;
}

/**
 * Connects to a database. The browser may close it at any time (site data cleared, a newer tab upgrading): the next use
 * opens it again.
 *
 * @throws what `open` throws
 */
export async function lastingConnection(
  open: () => Promise<IDBPDatabase>,
): Promise<LastingConnection> {
  let database: IDBPDatabase | undefined;
  const connect = async (): Promise<IDBPDatabase> => {
    const opened = await open();
    const lost = (): void => {
      if (database === opened) database = undefined;
    };
    opened.addEventListener('close', lost);
    opened.addEventListener('versionchange', () => {
      opened.close();
      lost();
    });
    database = opened;
    return opened;
  };
  await connect();
  return {
    current: async () => database ?? connect(),
    close: () => database?.close(),
  };
}
