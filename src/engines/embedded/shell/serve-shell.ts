import { DEFAULT_LIMITS } from '../kernel/limits.ts';
import type { ToShell } from '../kernel/shell-protocol.ts';
import { encodeText } from './bytes.ts';
import { exitCodeOf, type SignalName } from '../kernel/signals.ts';
import { InteractiveShell } from './interactive-shell.ts';
import type { KernelLink } from './kernel-link.ts';
import { CollectedOutput, StreamedOutput } from './shell-output.ts';
import { runScriptShell } from './script-shell.ts';
import { ownProcess, ShellState, takeSignal } from './shell-state.ts';

type Start = Extract<ToShell, { type: 'start' }>;

/**
 * Says `ready` when the interpreter is warm, and is one shell from `start` to `exit`. A shell that is started at once
 * need not be warmed before.
 */
export async function serveShell(link: KernelLink, options = { warm: true }): Promise<void> {
  link.onMessage((message) => {
    if (message.type !== 'start') return;
    ownProcess.number = message.number;
    if (message.terminal && message.argv.slice(1).every((word) => /^-[il]+$/.test(word))) {
      void new InteractiveShell(link, message, message.terminal).run();
    } else void runToEnd(link, message);
  });
  if (options.warm) await warmUp(link);
  link.send({ type: 'ready' });
}

async function runToEnd(link: KernelLink, start: Start): Promise<void> {
  const abort = new AbortController();
  const { session } = start;
  const output = new StreamedOutput({
    send: (fd, data) => link.send({ type: 'output', fd, data }),
    limitBytes: DEFAULT_LIMITS.outputBytes,
    onLimit: () => abort.abort(),
  });
  const state = new ShellState();
  let stoppedBy: SignalName | undefined;
  link.onMessage((message) => {
    if (message.type !== 'signal') return;
    const goesOn = takeSignal(state, message.name);
    if (!goesOn) {
      stoppedBy = message.name;
      abort.abort();
    }
    link.send({ type: 'signalled', goesOn });
  });
  const env = Object.fromEntries(
    Object.entries(session.env).filter(([name]) => session.exported.includes(name)),
  );
  const code = await orFailure(output, () =>
    runScriptShell(
      {
        link,
        programs: start.programs,
        terminal: start.terminal,
        streams: true,
        onForeground: () => {
          output.flush();
        },
      },
      {
        argv: start.argv,
        cwd: session.cwd,
        env,
        stdin: start.stdin,
        output,
        signal: abort.signal,
        state,
        session,
      },
    ),
  );
  output.flush();
  link.send({ type: 'exit', code: stoppedBy === undefined ? code : exitCodeOf(stoppedBy) });
}

/** An interpreter that breaks must end the shell with a word of why, not leave the kernel waiting. */
async function orFailure(output: StreamedOutput, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await output.write(2, encodeText(`bash: the shell broke: ${reason}\n`));
    return 1;
  }
}

/** The first command of a just-bash costs ten times the next ones; this one is paid before the learner comes. */
async function warmUp(link: KernelLink): Promise<void> {
  await runScriptShell(
    { link, programs: [], terminal: null, streams: false },
    {
      argv: ['bash', '-c', 'for i in 1 2; do echo "$i" | cat; done; x=$(printf a); [[ $x = a ]]'],
      cwd: '/',
      env: {},
      stdin: new Uint8Array(0),
      output: new CollectedOutput(),
      signal: new AbortController().signal,
      state: new ShellState(),
    },
  );
}
