import createSqlite, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqliteBoot } from '../kernel/worker-boot.ts';
import { sqlite3 } from './sqlite/sqlite3.ts';
import { serveTool } from './tool/serve-tool.ts';

/** One worker is one `sqlite3` process: it boots the library, waits as a warm spare, and runs once. */

declare const self: {
  onmessage: ((event: MessageEvent<SqliteBoot>) => void) | null;
  /** Where the library looks for its settings. */
  sqlite3ApiConfig: Readonly<Record<'debug' | 'log' | 'warn' | 'error', () => void>>;
};

const quiet = () => undefined;
// It tells the console of storage that a lab does not have and does not miss.
self.sqlite3ApiConfig = { debug: quiet, log: quiet, warn: quiet, error: quiet };

/** The library's own start, with the compiled module in place of a file to be fetched. */
type Create = (options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    ready: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
  print(text: string): void;
  printErr(text: string): void;
}) => Promise<Sqlite3Static>;

self.onmessage = (event) => {
  self.onmessage = null;
  const { port, wasm } = event.data;
  (createSqlite as unknown as Create)({
    instantiateWasm: (imports, ready) => {
      void WebAssembly.instantiate(wasm, imports).then((instance) => {
        ready(instance, wasm);
      });
      return {};
    },
    print: () => undefined,
    printErr: () => undefined,
  }).then(
    (library) => {
      const tool = sqlite3(() => library);
      serveTool(port, (name) => (name === 'sqlite3' ? tool : undefined));
    },
    (error: unknown) => {
      port.postMessage({ type: 'broken', message: String(error) });
    },
  );
};
