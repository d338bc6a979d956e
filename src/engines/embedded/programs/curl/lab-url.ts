/** An address as a program of the lab was given it. */
export interface LabUrl {
  readonly host: string;
  readonly port: number;
  /** With the query, without a fragment. */
  readonly path: string;
  readonly scheme: string;
  readonly isLocal: boolean;
}

export const NO_NETWORK =
  'This lab has no network: only ports of the lab itself can be reached, as localhost.';

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/** Reads an address; without a scheme it is http. `undefined` when it is none. */
export function readLabUrl(text: string): LabUrl | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    // Not an address: the caller says so in its tool's words.
    return undefined;
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return {
    host: url.hostname,
    port,
    path: `${url.pathname}${url.search}`,
    scheme: url.protocol.slice(0, -1),
    isLocal: LOCAL.test(url.hostname),
  };
}
