import { request as ask, type IncomingMessage } from 'node:http';
import type { LabResponseHead } from '#container';
import { readResponseHead } from '../../embedded/kernel/http-message.ts';
import type { AskedPorts, PortFailure } from '../../embedded/kernel/port-table.ts';

/** The ports of this machine, by loopback only. */
export const machinePorts: AskedPorts = {
  ask: (port, { method, path, headers, body }, sink) => {
    let over = false;
    const fail = (failure: PortFailure) => {
      if (!over) sink.fail(failure);
      over = true;
    };
    const asked = ask({
      // Servers that are told "localhost" may listen on either of the two addresses: Node tries both.
      host: 'localhost',
      port,
      method,
      path,
      agent: false,
      headers: [...headers, ...missing(headers, port, body.length)].flat(),
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      fail(
        isRefused(error)
          ? { code: 'ECONNREFUSED', message: `nothing listens on port ${port}` }
          : { code: 'ECONNRESET', message: `the program on port ${port} closed the connection` },
      );
    });
    asked.on('response', (response) => {
      const head = headOf(response);
      if (typeof head === 'string') {
        fail({ code: 'ECONNRESET', message: `the answer of port ${port} cannot be read: ${head}` });
        asked.destroy();
        return;
      }
      sink.head(head);
      response.on('data', (data: Buffer) => {
        if (!over) sink.data(new Uint8Array(data));
      });
      response.on('error', () => {
        fail({ code: 'ECONNRESET', message: `the program on port ${port} closed the connection` });
      });
      response.on('end', () => {
        if (!over) sink.end();
        over = true;
      });
    });
    asked.end(body);
    return () => {
      over = true;
      asked.destroy();
    };
  },
};

function missing(
  headers: readonly (readonly [string, string])[],
  port: number,
  bodyLength: number,
): (readonly [string, string])[] {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const added: [string, string][] = [
    ['Host', `localhost:${port}`],
    ['Connection', 'close'],
  ];
  if (bodyLength > 0) added.push(['Content-Length', String(bodyLength)]);
  return added.filter(([name]) => !given.has(name.toLowerCase()));
}

function headOf(response: IncomingMessage): LabResponseHead | string {
  const { statusCode, statusMessage, rawHeaders } = response;
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    // The framing of the wire is gone from the body.
    if (name.toLowerCase() !== 'transfer-encoding') headers.push([name, value]);
  }
  return readResponseHead({ status: statusCode, statusText: statusMessage ?? '', headers });
}

/** With two addresses tried, the error holds one for each. */
function isRefused(error: NodeJS.ErrnoException): boolean {
  if (error.code === 'ECONNREFUSED') return true;
  return error instanceof AggregateError
    ? error.errors.every((one: NodeJS.ErrnoException) => one.code === 'ECONNREFUSED')
    : false;
}
