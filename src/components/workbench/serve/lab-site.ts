import {
  headerOf,
  type HeaderList,
  type LabPorts,
  type LabRequest,
  type LabResponse,
} from '#container';

const MOST_REDIRECTS = 10;

/** What came back, and from which address after redirects. */
export interface Fetched extends LabResponse {
  readonly url: URL;
}

/** The address of a port of the lab, as it stands in the address line. */
export const originOf = (port: number): string => `http://localhost:${port}`;

/** A program of the lab that serves, as a browser sees it. */
export class LabSite {
  readonly port: number;
  readonly #ports: LabPorts;

  constructor(ports: LabPorts, port: number) {
    this.#ports = ports;
    this.port = port;
  }

  /** True when an address is one of this server's. */
  has(url: URL): boolean {
    const isLocal = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0)$/.test(url.hostname);
    return url.protocol === 'http:' && isLocal && url.port === String(this.port);
  }

  /**
   * Asks and follows redirects as a browser does.
   *
   * @throws LabError of the port; Error when it leads out of the lab or in circles.
   */
  async fetch(url: URL, request: Omit<LabRequest, 'path'>): Promise<Fetched> {
    let at = url;
    let next = request;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      if (!this.has(at)) throw new Error(`${at.href} is not a page of port ${this.port}.`);
      const path = `${at.pathname}${at.search}`;
      const response = await this.#ports.request(this.port, { ...next, path });
      const location = headerOf(response.headers, 'Location');
      if (location === undefined || response.status < 300 || response.status > 399) {
        return { ...response, url: at };
      }
      at = new URL(location, at);
      // As browsers have it: only 307 and 308 send the body again.
      if (response.status < 307 && next.method !== 'HEAD') {
        next = { method: 'GET', headers: withoutBody(next.headers ?? []) };
      }
    }
    throw new Error(`${url.href} redirects more than ${MOST_REDIRECTS} times.`);
  }
}

const withoutBody = (headers: HeaderList): HeaderList =>
  headers.filter(([name]) => !name.toLowerCase().startsWith('content-'));
