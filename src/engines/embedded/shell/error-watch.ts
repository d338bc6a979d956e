import { decodeText, encodeText } from './bytes.ts';
import { whyMissing } from './missing-commands.ts';
import type { ShellOutput } from './shell-output.ts';
import type { Statement } from './syntax.ts';

const UNBOUND = /^(?:bash: )?([A-Za-z_0-9]\w*(?:\[[^\n]*\])?: unbound variable\n)$/;

const NOT_FOUND = /^bash: (\S+): command not (?:found|available in browser environments\..*)$/gm;

/** A redirection into a folder that is not there. */
const NO_FOLDER = /^ENOENT: no such file or directory, open '(.*)'$/gm;

/** No message of just-bash that we look for is longer, in bytes. */
const LONGEST_MESSAGE = 2_000;

/**
 * Reads the error messages that pass by, puts right what just-bash words otherwise than bash, and ends a script at an
 * unbound variable under `set -u`: just-bash's compound commands turn that error into a message and go on.
 */
export class ErrorWatch implements ShellOutput {
  readonly #output: ShellOutput;
  readonly #name: string;
  unbound = false;

  constructor(output: ShellOutput, name: string) {
    this.#output = output;
    this.#name = name;
  }

  write(fd: 1 | 2, bytes: Uint8Array): Promise<void> {
    if (fd === 1 || bytes.length === 0 || bytes.length > LONGEST_MESSAGE) {
      return this.#output.write(fd, bytes);
    }
    const message = decodeText(bytes);
    const unbound = UNBOUND.exec(message)?.[1];
    if (unbound !== undefined) {
      this.unbound = true;
      return this.#output.write(2, encodeText(`${this.#name}: ${unbound}`));
    }
    const said = message
      .replace(NO_FOLDER, 'bash: $1: No such file or directory')
      .replace(NOT_FOUND, (_, name: string) => {
        const why = whyMissing(name);
        return `bash: ${name}: command not found${why === undefined ? '' : `\n${why}`}`;
      });
    return this.#output.write(2, said === message ? bytes : encodeText(said));
  }

  /** The statements, up to the one in which a variable was unbound. */
  *stopping(statements: Iterable<Statement>): Generator<Statement> {
    for (const statement of statements) {
      if (this.unbound) return;
      yield statement;
    }
  }
}
