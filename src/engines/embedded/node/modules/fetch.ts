import { askPort, isLocalHost } from '../core/ports.ts';
import { loop } from '../core/event-loop.ts';
import { connectionError } from './http-client.ts';

const { Request: NativeRequest, Response: NativeResponse, Headers: NativeHeaders } = globalThis;
const MOST_REDIRECTS = 20;
const BODILESS = new Set([101, 204, 205, 304]);

/** `fetch`, to ports of the lab: there is nothing else to reach. */
export async function fetch(input: unknown, init: RequestInit = {}): Promise<Response> {
  const address = addressOf(input);
  const url = new URL(address);
  if (url.protocol === 'data:')
    throw new TypeError('fetch failed', {
      cause: new Error('data: addresses are not fetched in a lab'),
    });
  if (url.protocol !== 'http:' || !isLocalHost(url.hostname)) {
    throw new TypeError('fetch failed', {
      cause: new Error(
        `this lab has no network: ${url.origin} cannot be reached, only http://localhost and its ports`,
      ),
    });
  }
  // The platform's class reads the body in all its forms; it wants an address that it knows.
  const request = new NativeRequest(input instanceof NativeRequest ? input : address, {
    ...init,
    ...(init.body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  const letGo = loop.hold();
  try {
    const body = new Uint8Array(await request.arrayBuffer());
    return await followed(url, request, body, 0);
  } finally {
    letGo();
  }
}

function addressOf(input: unknown): string {
  if (input instanceof NativeRequest) return input.url;
  const text = String(input);
  if (URL.canParse(text)) return text;
  throw new TypeError(`Failed to parse URL from ${text}`, {
    cause: Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: text }),
  });
}

async function followed(
  url: URL,
  request: Request,
  body: Uint8Array,
  redirects: number,
): Promise<Response> {
  const response = await once(url, request, body);
  const location = response.headers.get('location');
  if (
    request.redirect !== 'follow' ||
    location === null ||
    ![301, 302, 303, 307, 308].includes(response.status)
  )
    return response;
  if (redirects >= MOST_REDIRECTS)
    throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
  const next = new URL(location, url);
  const becomesGet =
    response.status === 303 || (request.method === 'POST' && response.status < 303);
  const method = becomesGet ? 'GET' : request.method;
  const again = new NativeRequest(next, {
    method,
    headers: request.headers,
    signal: request.signal,
  });
  const answer = await followed(next, again, becomesGet ? new Uint8Array(0) : body, redirects + 1);
  Object.defineProperty(answer, 'redirected', { value: true });
  return answer;
}

function once(url: URL, request: Request, body: Uint8Array): Promise<Response> {
  return new Promise((resolve, reject) => {
    const port = Number(url.port === '' ? 80 : url.port);
    const headers: [string, string][] = [...request.headers];
    const add = (name: string, value: string) => {
      if (!request.headers.has(name)) headers.push([name, value]);
    };
    add('host', url.host);
    add('connection', 'keep-alive');
    add('accept', '*/*');
    add('accept-language', '*');
    add('sec-fetch-mode', 'cors');
    add('user-agent', 'node');
    add('accept-encoding', 'gzip, deflate');
    if (body.length > 0) add('content-length', String(body.length));
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    const aborted = () => {
      const reason: unknown = request.signal.reason;
      hangUp();
      stream?.error(reason);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the program aborted with
      reject(reason);
    };
    const hangUp = askPort(
      port,
      { method: request.method, path: `${url.pathname}${url.search}`, headers, body },
      {
        head: (head) => {
          const bodyStream = new ReadableStream<Uint8Array>({
            start: (controller) => {
              stream = controller;
            },
          });
          const isEmpty = BODILESS.has(head.status) || request.method === 'HEAD';
          const response = new NativeResponse(isEmpty ? null : bodyStream, {
            status: head.status,
            statusText: head.statusText,
            headers: new NativeHeaders(
              head.headers.map(([name, value]): [string, string] => [name, value]),
            ),
          });
          Object.defineProperty(response, 'url', { value: url.href });
          resolve(response);
        },
        data: (bytes) => stream?.enqueue(bytes),
        end: () => {
          stream?.close();
          request.signal.removeEventListener('abort', aborted);
        },
        fail: (code) => {
          const error = new TypeError('fetch failed', { cause: connectionError(code, port) });
          if (stream) stream.error(new TypeError('terminated'));
          reject(error);
        },
      },
    );
    if (request.signal.aborted) aborted();
    else request.signal.addEventListener('abort', aborted);
  });
}
