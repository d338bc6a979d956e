import { labLockName } from '#progress';

type Message =
  | { readonly type: 'who' }
  | { readonly type: 'held'; readonly since: string }
  | { readonly type: 'give' };

export interface LabLockEvents {
  /** Another tab asks for the lab: save, then resolve. The lock is given up afterwards. */
  onAsked(): Promise<void>;
  /** This tab has the lab no more. */
  onLost(): void;
  /** The tab that had the lab is gone, and this one has it now. */
  onFree(): void;
  /** The tab that has the lab says since when. */
  onHeld(since: string): void;
}

/** How long another tab may take to save before the lab is taken from it. */
const PATIENCE_MS = 4_000;

/**
 * Lets one tab at a time write a lab's work: a lock of the browser decides, a channel carries the words between tabs.
 * Where the browser has no locks every tab has every lab.
 */
export class LabLock {
  readonly #name: string;
  readonly #events: LabLockEvents;
  readonly #locks: LockManager | undefined;
  readonly #channel: BroadcastChannel;
  readonly #patienceMs: number;
  #release: (() => void) | undefined;
  #since = '';
  #waiting: AbortController | undefined;

  constructor(
    lab: string,
    events: LabLockEvents,
    locks?: LockManager,
    patienceMs: number = PATIENCE_MS,
  ) {
    this.#patienceMs = patienceMs;
    this.#name = labLockName(lab);
    this.#events = events;
    this.#locks = locks;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
  }

  get isHeld(): boolean {
    return this.#release !== undefined;
  }

  /** Takes the lab when no other tab has it. Otherwise waits in the background, and `onFree` tells when it is free. */
  async acquire(): Promise<boolean> {
    if (await this.#request({ ifAvailable: true })) return true;
    this.#post({ type: 'who' });
    this.#waitUntilFree();
    return false;
  }

  /** Asks the other tab to save and give the lab up; takes it after 4 seconds of silence. */
  async takeOver(): Promise<void> {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#post({ type: 'give' });
    const given = await this.#request({ signal: AbortSignal.timeout(this.#patienceMs) }).catch(
      () => false,
    );
    if (!given) await this.#request({ steal: true });
  }

  /** Gives everything up. */
  close(): void {
    this.#waiting?.abort();
    this.#channel.close();
    this.#release?.();
    this.#release = undefined;
  }

  /** Resolves as soon as it is known whether the lock was granted; the lock is held until `#release`. */
  #request(options: LockOptions): Promise<boolean> {
    if (!this.#locks) {
      this.#hold(() => undefined);
      return Promise.resolve(true);
    }
    const locks = this.#locks;
    return new Promise((resolve, reject) => {
      let isGranted = false;
      locks
        .request(this.#name, options, (lock) => {
          resolve(lock !== null);
          if (!lock) return undefined;
          isGranted = true;
          return new Promise<void>((release) => this.#hold(release));
        })
        .catch((error: unknown) => {
          // A lock that was granted and then stolen ends here too: this tab waits for it like any other.
          if (isGranted) {
            this.#lose();
            this.#waitUntilFree();
          } else reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }

  #hold(release: () => void): void {
    this.#release = release;
    this.#since = new Date().toISOString();
  }

  #waitUntilFree(): void {
    const controller = new AbortController();
    this.#waiting = controller;
    this.#request({ signal: controller.signal }).then(
      () => {
        if (controller.signal.aborted) this.#release?.();
        else this.#events.onFree();
      },
      () => undefined,
    );
  }

  #hear(message: Message): void {
    if (message.type === 'held') {
      if (!this.isHeld) this.#events.onHeld(message.since);
    } else if (this.isHeld) {
      if (message.type === 'who') this.#post({ type: 'held', since: this.#since });
      else void this.#giveUp();
    }
  }

  async #giveUp(): Promise<void> {
    await this.#events.onAsked().catch(() => undefined);
    const release = this.#release;
    if (!release) return;
    this.#lose();
    release();
    this.#waitUntilFree();
  }

  #lose(): void {
    if (!this.#release) return;
    this.#release = undefined;
    this.#events.onLost();
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
