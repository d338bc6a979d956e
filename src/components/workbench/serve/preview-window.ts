import { siteLink } from '../../site/site-link.ts';
import type { Fetched, LabSite } from './lab-site.ts';

/** What the window tells its pane. */
export interface PreviewTold {
  /** An address is being opened. */
  readonly loading: (url: URL) => void;
  readonly shown: (page: {
    readonly url: URL;
    readonly status: number;
    readonly durationMs: number;
  }) => void;
  readonly failed: (message: string) => void;
}

interface Visit {
  readonly method: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
}

/** Shows pages of one server in a sandbox inside `host`, each in a frame of its own. */
export class PreviewWindow {
  readonly #host: HTMLElement;
  readonly #site: LabSite;
  readonly #told: PreviewTold;
  #port: MessagePort | undefined;
  #visits = 0;
  #last: { url: URL; visit: Visit };
  /** Ends the wait for a page that another one takes the place of. */
  #replaced: () => void = () => undefined;

  constructor(host: HTMLElement, site: LabSite, told: PreviewTold) {
    this.#host = host;
    this.#site = site;
    this.#told = told;
    this.#last = { url: new URL(`http://localhost:${site.port}/`), visit: { method: 'GET' } };
  }

  reload(): Promise<void> {
    return this.open(this.#last.url, this.#last.visit);
  }

  /** Opens an address of the server. */
  async open(url: URL, visit: Visit = { method: 'GET' }): Promise<void> {
    const number = (this.#visits += 1);
    this.#last = { url, visit };
    this.#told.loading(url);
    const startedAt = performance.now();
    try {
      const response = await this.#site.fetch(url, visit);
      if (number !== this.#visits) return;
      await this.#show(response);
      if (number !== this.#visits) return;
      this.#last = { url: response.url, visit: { method: 'GET' } };
      const durationMs = Math.round(performance.now() - startedAt);
      this.#told.shown({ url: response.url, status: response.status, durationMs });
    } catch (error) {
      if (number !== this.#visits) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#told.failed(message);
      await this.#show(inWords(url, message));
    }
  }

  close(): void {
    this.#visits += 1;
    this.#port?.close();
    this.#replaced();
    this.#host.replaceChildren();
  }

  /** Resolves when the page is whole, with all that it loads, and begins to run; or another one took its place. */
  async #show(response: Fetched): Promise<void> {
    const frame = document.createElement('iframe');
    frame.title = `Page of port ${this.#site.port}`;
    frame.src = siteLink('/engine/preview.html');
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    this.#port?.close();
    this.#replaced();
    this.#host.replaceChildren(frame);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const whole = new Promise<void>((resolve) => {
      this.#replaced = resolve;
      port1.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isSaid(data) && data.type === 'shown') resolve();
        else void this.#hear(port1, data, response.url);
      };
    });
    await Promise.race([loaded, whole]);
    const { url, ...answer } = response;
    frame.contentWindow?.[0]?.postMessage({ url: url.href, ...answer }, '*', [port2]);
    await whole;
  }

  /** Takes what the shown page wants: a learner's page may say anything here. */
  async #hear(port: MessagePort, data: unknown, from: URL): Promise<void> {
    if (!isSaid(data)) return;
    const { type, id, method, url, headers, body } = data;
    if (type !== 'go' && type !== 'ask') return;
    if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url, from)) return;
    const target = new URL(url, from);
    const visit = {
      method,
      headers: Array.isArray(headers) ? (headers as [string, string][]) : [],
      body: body instanceof Uint8Array ? body : new Uint8Array(0),
    };
    if (type === 'go') {
      if (this.#site.has(target)) await this.open(target, visit);
      else this.#told.failed(`${target.href} is outside the lab: there is no network here.`);
      return;
    }
    try {
      const { url: at, ...answer } = await this.#site.fetch(target, visit);
      port.postMessage({ type: 'answer', id, url: at.href, ...answer });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ type: 'failed', id, message });
    }
  }
}

/** What a shown page says: a learner's page may say anything. */
const isSaid = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null;

/** A page that says why there is none. */
function inWords(url: URL, message: string): Fetched {
  return {
    url,
    status: 0,
    statusText: '',
    headers: [['Content-Type', 'text/plain']],
    body: new TextEncoder().encode(message),
  };
}
