/** A store of statements, and how it is entered. */
export interface LrsEntry {
  /** Absolute address of its xAPI resource. */
  readonly endpoint: string;
  /** `key:secret` of Basic authorization. */
  readonly key: string;
}

/** What became of a queue. */
export interface SentQueue {
  readonly taken: number;
  /** What the store has not taken, in its order. */
  readonly left: readonly Readonly<Record<string, unknown>>[];
  /** Why it stopped, in words; absent when all was taken. */
  readonly why?: string;
}

/** How many statements go in one request. */
const AT_A_TIME = 50;

/**
 * Sends statements in their order, and stops where the store does not take any: what is left stays in the queue for the next
 * time. A statement that the store has already counts as taken.
 */
export async function sendStatements(
  queue: readonly Readonly<Record<string, unknown>>[],
  { endpoint, key }: LrsEntry,
  send: typeof fetch = fetch,
): Promise<SentQueue> {
  const address = new URL('statements', endpoint.replace(/\/?$/, '/')).href;
  for (let taken = 0; taken < queue.length; taken += AT_A_TIME) {
    const why = await sendBatch(queue.slice(taken, taken + AT_A_TIME));
    if (why !== undefined) return { taken, left: queue.slice(taken), why };
  }
  return { taken: queue.length, left: [] };

  async function sendBatch(batch: readonly unknown[]): Promise<string | undefined> {
    let response: Response;
    try {
      response = await send(address, {
        method: 'POST',
        headers: {
          Authorization: `Basic ${btoa(key)}`,
          'Content-Type': 'application/json',
          'X-Experience-API-Version': '1.0.3',
        },
        body: JSON.stringify(batch),
      });
    } catch (error) {
      return `there is no connection to ${address}: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (response.ok) return undefined;
    const text = (await response.text()).replace(/\s+/g, ' ').slice(0, 200);
    return `${address} answers ${response.status}${text === '' ? '' : `: ${text}`}`;
  }
}
