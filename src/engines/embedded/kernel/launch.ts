import type { HostWorkers } from './host-protocol.ts';
import type { PortTable } from './port-table.ts';
import type { ProcessTable } from './process-table.ts';
import type { Program, ProgramContext } from './process.ts';
import { TOOL_NAMES } from './program-names.ts';
import { startProgram } from './program-process.ts';
import type { RunningProcess, StartRequest } from './running-process.ts';
import { shellFileCalls } from './shell-calls.ts';
import { startShell } from './shell-process.ts';
import type { Tree } from './tree.ts';
import { startWorkerProcess } from './worker-process.ts';

const SHELLS = ['bash', 'sh', 'jsh'];
const PYTHONS = ['python', 'python3'];
/** Commands that a Python installation has, by the module that each of them is. */
const PYTHON_TOOLS: Readonly<Record<string, string>> = {
  uvicorn: 'uvicorn',
  pip: 'pip',
  pip3: 'pip',
};
/** Node, and what of its package manager works on the tree. All three run in the same kind of worker. */
const NODES = ['node', 'npm', 'npx'];
const TOOLS: readonly string[] = TOOL_NAMES;
const PROGRAM_FOLDER = /^\/(?:usr\/(?:local\/)?)?bin\//;

/** The programs of one container: what a name starts. */
export class Launcher {
  readonly #tree: Tree;
  readonly #host: HostWorkers;
  readonly #table: ProcessTable;
  readonly #ports: PortTable;
  readonly #programs: Readonly<Record<string, Program>>;
  readonly #edit: NonNullable<ProgramContext['edit']>;

  constructor(parts: {
    tree: Tree;
    host: HostWorkers;
    table: ProcessTable;
    ports: PortTable;
    programs: Readonly<Record<string, Program>>;
    edit: NonNullable<ProgramContext['edit']>;
  }) {
    this.#tree = parts.tree;
    this.#host = parts.host;
    this.#table = parts.table;
    this.#ports = parts.ports;
    this.#programs = parts.programs;
    this.#edit = parts.edit;
  }

  /**
   * Starts a program by name. A name that is none of the kernel's goes to a shell that is not interactive, which knows
   * its own commands, the scripts of the tree, and what to say of a name that nobody knows (exit code 127).
   *
   * @throws LabError `TooManyProcesses`.
   */
  start(request: StartRequest): { readonly number: number; readonly process: RunningProcess } {
    const { argv, parent = 1, terminal } = request;
    return this.#table.add({ argv, parent, hasTerminal: terminal !== null }, (number) =>
      this.#startNow({ ...request, pid: number }, number),
    );
  }

  #startNow(request: StartRequest, number: number): RunningProcess {
    const [command = '', ...args] = request.argv;
    const name = command.replace(PROGRAM_FOLDER, '');
    const named = { ...request, argv: [name, ...args] };
    if (SHELLS.includes(name))
      return this.#startShell({ ...named, argv: ['bash', ...args] }, number);
    if (PYTHONS.includes(name)) {
      return startWorkerProcess('python', this.#around(number), named);
    }
    const module = Object.hasOwn(PYTHON_TOOLS, name) ? PYTHON_TOOLS[name] : undefined;
    if (module !== undefined) {
      const argv = ['python3', '-m', module, ...args];
      return startWorkerProcess('python', this.#around(number), { ...request, argv });
    }
    if (NODES.includes(name)) return startWorkerProcess('node', this.#around(number), named);
    if (TOOLS.includes(name)) return startWorkerProcess('tools', this.#around(number), named);
    if (name === 'sqlite3') return startWorkerProcess('sqlite', this.#around(number), named);
    const program = Object.hasOwn(this.#programs, name) ? this.#programs[name] : undefined;
    if (program) {
      return startProgram(program, this.#around(number), named);
    }
    const line = request.argv.map(quoted).join(' ');
    return this.#startShell({ ...request, argv: ['bash', '-c', line] }, number);
  }

  #around(number: number) {
    return {
      tree: this.#tree,
      host: this.#host,
      ports: this.#ports,
      edit: this.#edit,
      launch: (child: StartRequest) => this.start({ ...child, parent: number }).process,
    };
  }

  #startShell(request: StartRequest, number: number): RunningProcess {
    const surroundings = {
      files: shellFileCalls(this.#tree),
      limits: this.#tree.limits,
      host: this.#host,
      number,
      table: this.#table,
      programs: [
        ...PYTHONS,
        ...Object.keys(PYTHON_TOOLS),
        ...NODES,
        ...TOOLS,
        'sqlite3',
        ...Object.keys(this.#programs),
      ],
      launch: (child: StartRequest) => this.start({ ...child, parent: number }),
    };
    return startShell(surroundings, request);
  }
}

/** A word that a shell reads as it stands. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
