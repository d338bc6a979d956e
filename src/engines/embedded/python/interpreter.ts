import { INSIDE_FILES, INSIDE_KEPT, INSIDE_NAME, type InsideFile } from './inside-files.ts';
import type { LabChildren } from './lab-children.ts';
import type { LabNetwork } from './lab-network.ts';
import type { Pyodide, PythonObject } from './pyodide-shape.ts';
import commandLine from './inside/command_line.py' with { type: 'text' };
import linuxErrors from './inside/linux_errors.py' with { type: 'text' };
import labProcesses from './inside/lab_processes.py' with { type: 'text' };
import labSockets from './inside/lab_sockets.py' with { type: 'text' };
import labRules from './inside/lab_rules.py' with { type: 'text' };
import program from './inside/program.py' with { type: 'text' };
import streams from './inside/streams.py' with { type: 'text' };
import tracebacks from './inside/tracebacks.py' with { type: 'text' };

const SOURCES: Readonly<Record<InsideFile, string>> = {
  command_line: commandLine,
  linux_errors: linuxErrors,
  tracebacks,
  streams,
  lab_sockets: labSockets,
  lab_processes: labProcesses,
  lab_rules: labRules,
  program,
};

/** What the Python side may ask of the worker. */
export interface HostFunctions {
  /** Sleeps without giving the thread away; output that waits goes out first. */
  sleep(seconds: number): void;
  /** Sleeps and lets the worker take its messages meanwhile: what others write is seen then. */
  pause(seconds: number): Promise<void>;
  /**
   * What was typed next; empty bytes mean end of file. With a prompt it is a line that can be edited, and `undefined` when
   * Ctrl-C gave it up.
   */
  read(prompt?: string): Promise<Uint8Array | undefined>;
  /** The lab's ports, as sockets. */
  readonly network: LabNetwork;
  /** The programs that it starts. */
  readonly children: LabChildren;
}

/** Calls `run` of inside/program.py. */
export interface RunArguments {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where standard input comes from: the learner's keys, a pipe that may still be written to, or bytes known by now. */
  readonly input: 'terminal' | 'pipe' | 'known';
  readonly toTerminal: boolean;
}

const CONNECT = `
import asyncio, sys
from _lab_host import host as _host
from pyodide.ffi import can_run_sync as _can_wait, run_sync as _wait, to_js as _to_js
from pyodide.webloop import WebLoop
del sys.modules['_lab_host']
_web_loop = WebLoop()
def _wait_for(ask):
    # A promise, and waiting for it, needs Pyodide's own loop; a program's may be running.
    programs_loop = asyncio._get_running_loop()
    asyncio._set_running_loop(_web_loop)
    try:
        return _wait(ask())
    finally:
        asyncio._set_running_loop(programs_loop)
def _read_more(prompt=None):
    data = _wait_for(lambda: _host.read(prompt))
    return None if data is None else data.to_bytes()
lay_down_rules(_host, _wait_for, _can_wait, _to_js)
def run_from_worker(argv, cwd, env, input_kind, to_terminal):
    asyncio._set_running_loop(None)
    return run(argv.to_py(), cwd, env.to_py(), input_kind, to_terminal, _read_more, _can_wait)
`;

/** Connects what is ours in a booted interpreter with its worker and returns the function that runs one program. */
export function prepareInterpreter(
  python: Pyodide,
  host: HostFunctions,
): (given: RunArguments) => Promise<number> {
  python.registerJsModule('_lab_host', { host });
  const globals = inside(python);
  python.runPython(CONNECT, { globals, filename: INSIDE_NAME });
  const run = globals.get('run_from_worker');
  return async ({ argv, cwd, env, input, toTerminal }) => {
    const given = [argv, cwd, env, input, toTerminal];
    const canWait = 'Suspending' in WebAssembly;
    return Number(await (canWait ? run.callPromising(...given) : run(...given)));
  };
}

/** The namespace with what is ours. A snapshot brings it; without one, the sources are compiled here, which takes longer than all else. */
function inside(python: Pyodide): PythonObject {
  const kept = python.runPython(`__import__('sys').modules.pop('${INSIDE_KEPT}', None)`);
  if (kept !== undefined) return kept as PythonObject;
  const globals = python.runPython("{'__name__': 'lab'}") as PythonObject;
  for (const file of INSIDE_FILES) {
    python.runPython(SOURCES[file], { globals, filename: INSIDE_NAME });
  }
  return globals;
}
