import { decodeText, encodeText } from './bytes.ts';
import type { ShellOutput } from './shell-output.ts';
import type { Statement } from './syntax.ts';

const UNBOUND = /^(?:bash: )?([A-Za-z_0-9]\w*(?:\[[^\n]*\])?: unbound variable\n)$/;

/**
 * Ends a script at an unbound variable under `set -u`.
 *
 * just-bash's compound commands turn that error into a message and go on; the message is where it can be noticed.
 */
export class UnboundWatch implements ShellOutput {
  readonly #output: ShellOutput;
  readonly #name: string;
  unbound = false;

  constructor(output: ShellOutput, name: string) {
    this.#output = output;
    this.#name = name;
  }

  write(fd: 1 | 2, bytes: Uint8Array): Promise<void> {
    const message =
      fd === 2 && bytes.length < 200 ? UNBOUND.exec(decodeText(bytes))?.[1] : undefined;
    if (message === undefined) return this.#output.write(fd, bytes);
    this.unbound = true;
    return this.#output.write(2, encodeText(`${this.#name}: ${message}`));
  }

  /** The statements, up to the one in which a variable was unbound. */
  *stopping(statements: Iterable<Statement>): Generator<Statement> {
    for (const statement of statements) {
      if (this.unbound) return;
      yield statement;
    }
  }
}
