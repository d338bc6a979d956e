import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** `TCP_LISTEN` in the fourth column of /proc/net/tcp. */
const LISTENING = '0A';

/**
 * Ports on which programs listen that carry a word in their environment, as Linux tells them in /proc. Elsewhere there
 * are none.
 */
export class ListeningPorts {
  readonly #word: string;
  /** Sockets that were looked at before, and whether they are ours. */
  #known = new Map<string, boolean>();

  /** @param word `NAME=value` */
  constructor(word: string) {
    this.#word = word;
  }

  now(): ReadonlySet<number> {
    const sockets = [...listeningSockets('/proc/net/tcp'), ...listeningSockets('/proc/net/tcp6')];
    const isNew = sockets.some(({ inode }) => !this.#known.has(inode));
    const ours = isNew ? this.#socketsOfOurs() : undefined;
    this.#known = new Map(
      sockets.map(({ inode }) => [inode, this.#known.get(inode) ?? ours?.has(inode) ?? false]),
    );
    return new Set(sockets.filter(({ inode }) => this.#known.get(inode)).map(({ port }) => port));
  }

  #socketsOfOurs(): Set<string> {
    const inodes = new Set<string>();
    for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!textOf(`/proc/${pid}/environ`).split('\0').includes(this.#word)) continue;
      for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
        const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`)) ?? [];
        if (inode !== undefined) inodes.add(inode);
      }
    }
    return inodes;
  }
}

function listeningSockets(file: string): { readonly port: number; readonly inode: string }[] {
  return textOf(file)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === LISTENING)
    .map((columns) => ({
      port: parseInt(columns[1]?.split(':')[1] ?? '', 16),
      inode: columns[9] ?? '',
    }));
}

// A process, and all that /proc tells of it, may be gone at any moment; and there are systems without /proc.
const orNothing = <T>(read: () => T, nothing: T): T => {
  try {
    return read();
  } catch {
    return nothing;
  }
};
const textOf = (path: string): string => orNothing(() => readFileSync(path, 'utf8'), '');
const linkOf = (path: string): string => orNothing(() => readlinkSync(path), '');
const namesIn = (path: string): string[] => orNothing(() => readdirSync(path), []);
