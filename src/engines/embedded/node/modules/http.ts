import { EventEmitter } from './events.ts';
import { ClientRequest } from './http-client.ts';
import { HttpMessages, METHODS, STATUS_CODES } from './http-messages.ts';
import { IncomingMessage } from './http-incoming.ts';
import { Server, ServerResponse } from './http-server.ts';
import { notInLab } from '../core/node-error.ts';

type Listener = (...args: never[]) => void;

/** Node's `http.Agent`: there are no connections to keep, so it only holds its options. */
class Agent extends EventEmitter {
  readonly options: object;
  readonly maxSockets = Infinity;
  readonly sockets = {};
  readonly requests = {};
  constructor(options: object = {}) {
    super();
    this.options = options;
  }
  destroy(): void {
    this.emit('free');
  }
}

function request(...args: unknown[]): ClientRequest {
  return new ClientRequest(...readRequestArguments(args));
}

function readRequestArguments(
  args: readonly unknown[],
): [options: Record<string, unknown>, listener: Listener | undefined] {
  const rest = [...args];
  let options: Record<string, unknown> = {};
  const [first] = rest;
  if (typeof first === 'string' || first instanceof URL) {
    rest.shift();
    const url = new URL(first);
    options = {
      protocol: url.protocol,
      hostname: url.hostname,
      path: `${url.pathname}${url.search}`,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      ...(url.username === ''
        ? {}
        : { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
    };
  }
  if (typeof rest[0] === 'object' && rest[0] !== null)
    options = { ...options, ...(rest.shift() as object) };
  return [options, typeof rest[0] === 'function' ? (rest[0] as Listener) : undefined];
}

const createServer = (options?: unknown, listener?: unknown): Server =>
  new Server(typeof options === 'function' ? options : listener);

export const http = {
  createServer,
  request,
  get: (...args: unknown[]): ClientRequest => {
    const made = request(...args);
    made.end();
    return made;
  },
  Server,
  ServerResponse,
  IncomingMessage,
  ClientRequest,
  OutgoingMessage: HttpMessages,
  Agent,
  globalAgent: new Agent(),
  METHODS,
  STATUS_CODES,
  maxHeaderSize: 16_384,
  validateHeaderName: (name: string): void => {
    HttpMessages.assertName(name);
  },
  validateHeaderValue: (name: string, value: unknown): void => {
    HttpMessages.assertValue(name, value);
  },
};

const noTls = (): never => {
  throw notInLab('https', 'ports of a lab speak plain HTTP; use node:http and http://localhost');
};

export const https: Readonly<Record<string, unknown>> = {
  ...http,
  createServer: noTls,
  request: noTls,
  get: noTls,
};
