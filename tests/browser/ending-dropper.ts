import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EndingDropper {
  readonly origin: string;
  stop(): Promise<void>;
}

/** A host before a site that drops `.html` from addresses, as Cloudflare Pages does. */
export async function dropEndings(site: string): Promise<EndingDropper> {
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/';
    if (/\.html(?:$|\?)/.test(path)) {
      answer.writeHead(308, { Location: path.replace(/\.html(?=$|\?)/, '') }).end();
      return;
    }
    const isPage = /\/engine\/(?:frame|preview)$/.test(path);
    const passed = request(
      `${site}${path}${isPage ? '.html' : ''}`,
      { method: asked.method, headers: asked.headers, agent: false },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}
