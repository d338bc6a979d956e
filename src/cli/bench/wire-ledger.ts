import type { BrowserContext, Request } from 'playwright';

/** One answer as it came over the wire. */
export interface WireEntry {
  readonly url: string;
  /** Playwright's word: `document`, `stylesheet`, `script`, `fetch`, … */
  readonly type: string;
  /** Headers and encoded body, as Chromium counts them (CDP's `encodedDataLength`); 0 from a cache. */
  readonly bytes: number;
  readonly isOfServiceWorker: boolean;
}

/** Everything that a browser context asks for, its frames and its service worker included. */
export class WireLedger {
  readonly #entries: Promise<WireEntry>[] = [];

  constructor(context: BrowserContext) {
    context.on('requestfinished', (request) => {
      const entry = entryOf(request);
      // A page may be closed before its last sizes are told: that is an error for who asks for entries, and for nobody else.
      entry.catch(() => undefined);
      this.#entries.push(entry);
    });
  }

  /** @throws when the sizes of an answer can no longer be had, because its page was closed */
  async entries(): Promise<readonly WireEntry[]> {
    return Promise.all(this.#entries);
  }
}

async function entryOf(request: Request): Promise<WireEntry> {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  return {
    url: request.url(),
    type: request.resourceType(),
    bytes: responseBodySize + responseHeadersSize,
    isOfServiceWorker: request.serviceWorker() !== null,
  };
}

export function bytesOf(entries: readonly WireEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}
