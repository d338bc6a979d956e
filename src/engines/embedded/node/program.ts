import { loop } from './core/event-loop.ts';
import { print } from './core/output.ts';
import { absolute, NODE_VERSION, state } from './core/process-state.ts';
import { resolvePathOf } from './loader/resolve.ts';
import { runMain, runText } from './loader/run-main.ts';
import { exitWith, process, uncaught } from './modules/process.ts';
import { format } from './modules/format.ts';
import { builtins } from './modules/registry.ts';
import { useProgram } from './modules/test.ts';
import { filterTests } from './modules/test-filter.ts';
import { reportTests, runTestFiles } from './modules/test-run.ts';
import { beginThread, tellThreadError } from './modules/worker-threads.ts';
import { runNpm, runNpx } from './npm/npm.ts';
import { HELP, readCommandLine, type CommandLine } from './command-line.ts';

/** True once the program's modules have run, top-level awaits included. */
let settled = true;

/** Called when nothing is left to do: a module that still waits can never go on. */
export function unsettled(): void {
  if (settled) return;
  print(
    2,
    `Warning: Detected unsettled top-level await at ${process.argv[1] === undefined ? '[eval]' : `file://${process.argv[1]}`}\n\n\n`,
  );
  process.exitCode = 13;
}

/** Does what the command line asks. */
export function runProgram(argv: readonly string[]): void {
  const [command = 'node', ...args] = argv;
  if (command === 'npm') runNpm(args);
  else if (command === 'npx') runNpx(args);
  else {
    const line = readCommandLine(args);
    if (typeof line === 'string') {
      print(2, `${process.execPath}: ${line}\n`);
      exitWith(9);
    } else runNode(line);
  }
}

function runNode(line: CommandLine): void {
  state.execArgv.push(...line.execArgv);
  filterTests(line.namePatterns, line.skipPatterns);
  if (line.action === 'version') {
    print(1, `${NODE_VERSION}\n`);
  } else if (line.action === 'help') {
    print(1, HELP);
  } else if (line.action === 'test') {
    runTestFiles(line);
  } else if (line.action === 'eval') {
    evaluate(line);
  } else if (line.action === 'check') {
    print(2, `node: bad option: --check is not available in this lab\n`);
    exitWith(9);
  } else if (line.file !== undefined && line.file !== '-') {
    runFile(line.file, line.args, line.requires);
  } else if (state.stdinIsTerminal) {
    print(
      2,
      'node: there is no prompt of its own in a lab. Run a file: node FILE, or a line: node -e LINE\n',
    );
    exitWith(9);
  } else {
    evaluateInput(line);
  }
}

function waitFor(result: void | Promise<void>): void {
  if (!result) return;
  settled = false;
  useProgram(result);
  result.then(
    () => {
      settled = true;
    },
    (error: unknown) => {
      settled = true;
      // In a task of its own, as an error that nobody caught.
      loop.arrive(() => {
        tellThreadError(error);
        uncaught(error, 'uncaughtException', error instanceof Error);
      });
    },
  );
}

export function runFile(
  file: string,
  args: readonly string[],
  requires: readonly string[] = [],
): void {
  const wanted = absolute(file);
  state.argv.push(process.execPath, wanted, ...args);
  const path = resolvePathOf(wanted, { kind: 'require', from: `${state.cwd}/` });
  if (path === undefined) {
    print(
      2,
      `node:internal/modules/cjs/loader\n\nError: Cannot find module '${wanted}' {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js ${NODE_VERSION}\n`,
    );
    exitWith(1);
  }
  state.argv[1] = path;
  reportTests();
  beginThread(() => {
    for (const one of requires) waitFor(runMain(absolute(one)));
    waitFor(runMain(path));
  });
}

function evaluate(line: CommandLine): void {
  state.argv.push(process.execPath, ...(line.file === undefined ? [] : [line.file]), ...line.args);
  reportTests();
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const name of [
    'fs',
    'path',
    'os',
    'util',
    'http',
    'crypto',
    'url',
    'zlib',
    'assert',
    'events',
    'stream',
    'querystring',
    'readline',
    'child_process',
  ]) {
    if (name in scope && name !== 'crypto') continue;
    Object.defineProperty(scope, name, {
      get: () => builtins.get(name),
      set: (value) => {
        Object.defineProperty(scope, name, { value, writable: true, configurable: true });
      },
      configurable: true,
    });
  }
  const source = line.source ?? '';
  beginThread(() => {
    if (!line.prints) {
      waitFor(runText(source, '[eval]', state.cwd, line.isModule));
      return;
    }
    Object.defineProperty(scope, '__lab_print', {
      value: (value: unknown) => {
        Reflect.deleteProperty(scope, '__lab_print');
        process.stdout.write(`${format(value)}\n`);
      },
      configurable: true,
    });
    waitFor(runText(withPrintedEnd(source), '[eval]', state.cwd, false));
  });
}

/** `-p` prints the value of the last expression. */
function withPrintedEnd(source: string): string {
  const text = source.replace(/[;\s]+$/, '');
  if (text === '') return '__lab_print(undefined)';
  const at = lastStatement(text);
  const [before, last] = [text.slice(0, at), text.slice(at)];
  if (
    /^\s*(?:const|let|var|function|class|if|for|while|do|switch|try|throw|return|import)\b/.test(
      last,
    )
  )
    return `${text};__lab_print(undefined)`;
  return `${before}__lab_print((\n${last}\n))`;
}

/** Where the last statement begins: after the last `;` that stands outside of brackets, strings and comments. */
function lastStatement(text: string): number {
  let depth = 0;
  let start = 0;
  for (const { 0: part, index } of text.matchAll(
    /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]|;|\n/g,
  )) {
    if (/^[([{]$/.test(part)) depth += 1;
    else if (/^[)\]}]$/.test(part)) depth -= 1;
    else if (part === ';' && depth === 0) start = index + 1;
  }
  return start;
}

/** The program is what comes on standard input. */
function evaluateInput(line: CommandLine): void {
  state.argv.push(process.execPath, ...(line.file === '-' ? ['-'] : []), ...line.args);
  const chunks: string[] = [];
  const stdin = process.stdin as unknown as {
    setEncoding(encoding: string): void;
    on(name: string, listener: (data: string) => void): void;
  };
  stdin.setEncoding('utf8');
  stdin.on('data', (chunk) => chunks.push(chunk));
  stdin.on('end', () => {
    reportTests();
    waitFor(runText(chunks.join(''), '[stdin]', state.cwd, line.isModule));
  });
}
