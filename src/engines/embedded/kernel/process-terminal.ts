import {
  EXIT_INTERRUPTED,
  type MeteredOutput,
  type ProcessEnd,
  type StartRequest,
} from './running-process.ts';
import { TerminalLine, type TerminalActions } from './terminal-line.ts';

const encoder = new TextEncoder();

/**
 * The line editing for a program that was started with a terminal; `undefined` for one without. Ctrl-C drops what is not
 * shown yet, shows itself, and ends the program.
 */
export function terminalOf(
  request: Pick<StartRequest, 'terminal' | 'output'>,
  output: MeteredOutput,
  end: ProcessEnd,
  actions: Pick<TerminalActions, 'submit' | 'interruptLine'>,
): TerminalLine | undefined {
  if (!request.terminal) return undefined;
  return new TerminalLine(
    {
      ...actions,
      echo: (text) => {
        request.output.write(1, encoder.encode(text));
      },
      interrupt: () => {
        request.output.discard();
        output.say('^C\n');
        end.with(EXIT_INTERRUPTED);
      },
    },
    request.terminal.columns,
  );
}
