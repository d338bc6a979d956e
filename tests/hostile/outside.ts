import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A second server on loopback that must see nothing: it notes every connection and the first bytes of each. */
export interface Outside {
  readonly url: string;
  readonly seen: readonly string[];
  close(): void;
}

export async function startOutside(): Promise<Outside> {
  const seen: string[] = [];
  const server: Server = createServer((socket) => {
    seen.push('a connection');
    socket.once('data', (data) => {
      seen.push(data.toString('latin1').slice(0, 200));
      socket.end('HTTP/1.0 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\nhello');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.close();
    },
  };
}
