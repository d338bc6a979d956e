import { OutputFile, type RedirectedFiles } from './output-file.ts';
import type { OutputSink, RunningProcess, StartRequest } from './running-process.ts';
import type { RunRequest } from './shell-protocol.ts';
import { exitCodeOf } from './signals.ts';

export interface Launched {
  readonly number: number;
  readonly process: RunningProcess;
}

export interface PipelineSurroundings {
  readonly files: RedirectedFiles;
  /** @throws LabError `TooManyProcesses`. */
  readonly launch: (request: StartRequest) => Launched;
}

/** Programs that run side by side, each fed by the one before it. */
export interface Pipeline {
  readonly stages: readonly Launched[];
  /** Exit codes of all programs, in order. */
  readonly ended: Promise<readonly number[]>;
  stop(exitCode: number): void;
}

/**
 * Starts the programs of a request, with their redirections. Output that is not redirected goes to `output`; standard
 * error of every program goes there too.
 *
 * @throws TreeError when a file of a redirection cannot be opened; then no program is started.
 * @throws LabError `TooManyProcesses`; then none goes on.
 */
export function startPipeline(
  { files, launch }: PipelineSurroundings,
  request: RunRequest,
  given: {
    readonly output: OutputSink;
    readonly stdin: Uint8Array | null;
    /** Only for one program whose input and output it is. */
    readonly terminal: StartRequest['terminal'];
  },
): Pipeline {
  const commands = [request.argv, ...(request.then ?? [])];
  const opened = commands.map((argv, stage) => open(files, request, stage, argv[0] ?? '', given));
  const stages: Launched[] = [];
  const stop = (exitCode: number) => {
    for (const { process } of stages) process.stop(exitCode);
  };
  try {
    for (const [stage, argv] of commands.entries()) {
      const { stdin, sinks } = opened[stage] as Opened;
      const isFirst = stage === 0;
      const next = () => stages[stage + 1]?.process;
      const isLast = stage === commands.length - 1;
      const pipe = isLast
        ? counted(given.output, request.enoughLines, () => {
            stages[stage]?.process.stop(exitCodeOf('PIPE'));
          })
        : intoNext(next, given.output);
      const known = stdin ?? (isFirst ? given.stdin : null);
      stages.push(
        launch({
          argv,
          cwd: request.cwd,
          env: request.env,
          stdin: known,
          piped: !isFirst && stdin === undefined,
          terminal: given.terminal,
          output: sinks?.(pipe) ?? pipe,
        }),
      );
    }
  } catch (error) {
    stop(exitCodeOf('KILL'));
    throw error;
  }
  const ended = Promise.all(
    stages.map(async ({ process }, stage) => {
      const code = await process.exited;
      opened[stage]?.close();
      stages[stage + 1]?.process.feed?.(null);
      // A program that nobody reads any longer ends at its next write; here it ends at once.
      if (stage > 0) stages[stage - 1]?.process.stop(exitCodeOf('PIPE'));
      return code;
    }),
  );
  return { stages, ended, stop };
}

interface Opened {
  /** What a file gives as standard input. */
  readonly stdin: Uint8Array | undefined;
  /** Puts files in the place of outputs; `undefined` when nothing is redirected. */
  readonly sinks: ((rest: OutputSink) => OutputSink) | undefined;
  close(): void;
}

function open(
  from: RedirectedFiles,
  request: RunRequest,
  stage: number,
  name: string,
  given: { readonly output: OutputSink },
): Opened {
  const redirects = request.redirects?.filter((one) => one.stage === stage) ?? [];
  let stdin: Uint8Array | undefined;
  const files: OutputFile[] = [];
  const targets: Record<1 | 2, OutputFile | 1 | 2> = { 1: 1, 2: 2 };
  for (const { fd, to } of redirects) {
    if (fd === 0) {
      if ('path' in to) stdin = from.readFile(to.path).slice();
    } else if ('descriptor' in to) targets[fd] = targets[to.descriptor];
    else {
      const file = new OutputFile(from, to.path, to, (error) => {
        given.output.write(2, new TextEncoder().encode(`${name}: ${error.message}\n`));
      });
      files.push(file);
      targets[fd] = file;
    }
  }
  const isPlain = targets[1] === 1 && targets[2] === 2;
  return {
    stdin,
    sinks: isPlain
      ? undefined
      : (rest) => ({
          write(fd, data) {
            const target = targets[fd];
            if (target instanceof OutputFile) target.write(data);
            else rest.write(target, data);
          },
          discard: () => {
            rest.discard();
          },
        }),
    close: () => {
      for (const file of files) file.flush();
    },
  };
}

/** Standard output into the next program's input, standard error to where all errors go. */
function intoNext(next: () => RunningProcess | undefined, errors: OutputSink): OutputSink {
  return {
    write(fd, data) {
      if (fd === 2) errors.write(2, data);
      else next()?.feed?.(data);
    },
    discard: () => undefined,
  };
}

/** Passes on until `lines` line ends have passed, and then says so. */
function counted(sink: OutputSink, lines: number | undefined, enough: () => void): OutputSink {
  if (lines === undefined) return sink;
  let left = lines;
  return {
    write(fd, data) {
      sink.write(fd, data);
      if (fd !== 1 || left <= 0) return;
      for (const byte of data) if (byte === 10) left -= 1;
      if (left <= 0) enough();
    },
    discard: () => {
      sink.discard();
    },
  };
}
