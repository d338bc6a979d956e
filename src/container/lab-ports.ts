/**
 * The ports of a lab, asked from outside. A port of a lab speaks HTTP and nothing else, and only the lab and the page
 * that holds it can ask one: there is no network.
 */
export interface LabPorts {
  /** Ports that a program listens on now, ascending. */
  list(): Promise<readonly number[]>;
  /**
   * Asks and waits for the whole answer.
   *
   * @throws LabError `PortClosed` when nothing listens there, `PortReset` when the program ended or closed the
   *   connection before its answer was whole, `HttpNotAllowed` when the request is malformed or too large,
   *   `ContainerStopped`; the signal's reason when it is aborted.
   */
  request(port: number, request: LabRequest, options?: AskOptions): Promise<LabResponse>;
  /** As `request`, but resolves when status and headers are there; the body comes as the program writes it. */
  stream(port: number, request: LabRequest, options?: AskOptions): Promise<LabResponseStream>;
}

export interface AskOptions {
  /** Closes the connection. */
  readonly signal?: AbortSignal;
}

/** Names as written, in order; a name may stand more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface LabRequest {
  /** `GET`, `POST`… */
  readonly method: string;
  /** Begins with `/`; with the query, without a fragment. */
  readonly path: string;
  /** `Host`, `Connection` and `Content-Length` are added where they are missing. */
  readonly headers?: HeaderList;
  readonly body?: Uint8Array;
}

export interface LabResponseHead {
  /** 200 to 999. */
  readonly status: number;
  /** The words after the status; may be empty. */
  readonly statusText: string;
  readonly headers: HeaderList;
}

export interface LabResponse extends LabResponseHead {
  /** Without the framing of the wire: chunks are joined. Content codings (gzip…) are left as they are. */
  readonly body: Uint8Array;
}

export interface LabResponseStream extends LabResponseHead {
  /** Errors with LabError `PortReset` when the connection breaks. */
  readonly body: ReadableStream<Uint8Array>;
}

/** The value of a header by its name, whatever its case, or `undefined`. Values of the same name are joined by `, `. */
export function headerOf(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([other]) => other.toLowerCase() === wanted);
  return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ');
}
