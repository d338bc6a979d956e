import { readFileSync, rmSync } from 'node:fs';
import type { LabResponseHead } from '#container';
import type { PortFailure } from '../../embedded/kernel/port-table.ts';
import { machinePorts } from './machine-ports.ts';

/** What the page asks, as JSON in a file; it was held to the rules of a request before. */
export interface PortQuestion {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly base64: string;
}

/** What the tool prints: JSON, one to a line. Bytes cross as Base64, because output is text on its way to the page. */
export type PortAnswerLine =
  | { readonly head: LabResponseHead }
  | { readonly data: string }
  | { readonly end: true }
  | { readonly fail: PortFailure };

/** Asks a port of this machine, the first argument, what stands in the file of the second, and prints the answer. */
export async function askMachinePort([port = '', file = '']: readonly string[]): Promise<void> {
  const { method, path, headers, base64 } = JSON.parse(readFileSync(file, 'utf8')) as PortQuestion;
  rmSync(file);
  const print = (line: PortAnswerLine) => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  const body = new Uint8Array(Buffer.from(base64, 'base64'));
  await new Promise<void>((resolve) => {
    machinePorts.ask(
      Number(port),
      { method, path, headers, body },
      {
        head: (head) => {
          print({ head });
        },
        data: (data) => {
          print({ data: Buffer.from(data).toString('base64') });
        },
        end: () => {
          print({ end: true });
          resolve();
        },
        fail: (failure) => {
          print({ fail: failure });
          resolve();
        },
      },
    );
  });
}
