import { siteLink } from '../../site/site-link.ts';
import type { LabSite } from './lab-site.ts';
import { escaped, wholePage } from './whole-page.ts';

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
      const html = await wholePage(this.#site, response);
      if (number !== this.#visits) return;
      await this.#show(response.url, html);
      this.#last = { url: response.url, visit: { method: 'GET' } };
      const durationMs = Math.round(performance.now() - startedAt);
      this.#told.shown({ url: response.url, status: response.status, durationMs });
    } catch (error) {
      if (number !== this.#visits) return;
      const message = error instanceof Error ? error.message : String(error);
      await this.#show(url, `<!doctype html><title>No answer</title><p>${escaped(message)}</p>`);
      this.#told.failed(message);
    }
  }

  close(): void {
    this.#visits += 1;
    this.#port?.close();
    this.#host.replaceChildren();
  }

  async #show(url: URL, html: string): Promise<void> {
    const frame = document.createElement('iframe');
    frame.title = `Page of port ${this.#site.port}`;
    frame.src = siteLink('/engine/preview.html');
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    this.#port?.close();
    this.#host.replaceChildren(frame);
    await loaded;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = (event: MessageEvent<unknown>) => void this.#hear(port1, event.data, url);
    frame.contentWindow?.[0]?.postMessage({ url: url.href, html }, '*', [port2]);
  }

  /** Takes what the shown page wants: a learner's page may say anything here. */
  async #hear(port: MessagePort, data: unknown, from: URL): Promise<void> {
    if (typeof data !== 'object' || data === null) return;
    const { type, id, method, url, headers, body } = data as Record<string, unknown>;
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
