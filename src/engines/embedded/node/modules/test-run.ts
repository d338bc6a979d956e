import { loop } from '../core/event-loop.ts';
import { kernel } from '../core/kernel-link.ts';
import { nowMs, startedMs } from '../core/natives.ts';
import { print } from '../core/output.ts';
import { absolute, state } from '../core/process-state.ts';
import { isFolder } from '../../kernel/tree.ts';
import type { CommandLine } from '../command-line.ts';
import { ChildProcess } from './child-process.ts';
import { exitWith, process } from './process.ts';
import type { TestEvent } from './test-events.ts';
import { specReporter, tapReporter, type TestReporter } from './test-reporters.ts';
import { onFirstTest, useReporter } from './test.ts';

/** The variable by which a test file learns that `node --test` reads its events. */
const RUN_VARIABLE = 'NODE_TEST_CONTEXT';
const round = (ms: number): number => Number(ms.toFixed(6));

function reporterNamed(name: string | undefined): TestReporter {
  if (name === 'tap') return tapReporter();
  if (name === undefined || name === 'spec') return specReporter(state.stdoutIsTerminal);
  print(2, `node: the test reporters of a lab are spec and tap; "${name}" is not one of them\n`);
  return exitWith(1);
}

/** Lets a program that has tests report them when it ends, to its reader or to `node --test`. */
export function reportTests(): void {
  onFirstTest(() => {
    if (state.env[RUN_VARIABLE] === 'lab' && state.hasParent) {
      let failed = false;
      useReporter(
        (event) => {
          if (event.type === 'end' && event.failure && event.todo === undefined) failed = true;
          kernel.say({ type: 'parent-message', data: { test: event } });
        },
        () => {
          if (failed) process.exitCode = 1;
        },
      );
      return;
    }
    const reporter = reporterNamed(undefined);
    useReporter(
      (event) => {
        process.stdout.write(reporter.event(event));
      },
      () => {
        process.stdout.write(reporter.end(round(nowMs() - startedMs)));
        if (reporter.failed) process.exitCode = 1;
      },
      process.execArgv.includes('--test-only'),
    );
  });
}

const TEST_FILE =
  /(?:^|\/)(?:test\.[mc]?[jt]s|test-[^/]+\.[mc]?[jt]s|[^/]+[.\-_]test\.[mc]?[jt]s)$/;
const IN_TEST_FOLDER = /(?:^|\/)test\/.*\.[mc]?[jt]s$/;

function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string, shown: string) => {
    for (const name of state.tree.readdir(path)) {
      const inner = shown === '' ? name : `${shown}/${name}`;
      const node = state.tree.lookup(`${path}/${name}`, false);
      if (isFolder(node)) {
        if (name !== 'node_modules' && !name.startsWith('.')) visit(`${path}/${name}`, inner);
      } else if (TEST_FILE.test(inner) || IN_TEST_FOLDER.test(inner)) found.push(inner);
    }
  };
  visit(absolute(folder), '');
  return found.sort();
}

/** `*`, `**`, `?` and `{a,b}` of a pattern on paths. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?|\{[^}]*\}/g, (mark) => {
      if (mark === '**/') return '(?:.*/)?';
      if (mark === '**') return '.*';
      if (mark === '*') return '[^/]*';
      if (mark === '?') return '[^/]';
      return `(?:${mark.slice(1, -1).replaceAll(',', '|')})`;
    });
  return new RegExp(`^${source}$`);
}

function testFiles(given: readonly string[]): string[] {
  if (given.length === 0) return filesBelow('.');
  return given.flatMap((one) => {
    if (!/[*?{]/.test(one)) return [one];
    const pattern = patternOf(one.replace(/^\.\//, ''));
    const folder = `${state.cwd === '/' ? '' : state.cwd}/`;
    return Array.from(state.tree.walk(state.cwd), ([path]) => path.slice(folder.length)).filter(
      (path) => pattern.test(path),
    );
  });
}

/** `node --test`: every file in a process of its own, one after the other. */
export function runTestFiles(line: CommandLine): void {
  const files = testFiles([...(line.file === undefined ? [] : [line.file]), ...line.args]);
  const reporter = reporterNamed(line.reporter);
  const letGo = loop.hold();
  const say = (event: TestEvent) => {
    process.stdout.write(reporter.event(event));
  };
  const missing = files.find((file) => !state.tree.exists(absolute(file)));
  if (missing !== undefined) {
    print(2, `Could not find '${absolute(missing)}'\n`);
    exitWith(1);
  }
  let number = 0;
  const next = (index: number): void => {
    const file = files[index];
    if (file === undefined) {
      process.stdout.write(reporter.end(round(nowMs() - startedMs)));
      if (reporter.failed) process.exitCode = 1;
      letGo();
      return;
    }
    runOne(
      file,
      line,
      (event) => {
        if (event.type === 'end' && event.nesting === 0) {
          number += 1;
          say({ ...event, number });
        } else if (event.type !== 'plan' || event.nesting > 0) say(event);
      },
      () => {
        next(index + 1);
      },
    );
  };
  next(0);
}

function runOne(
  file: string,
  line: CommandLine,
  say: (event: TestEvent) => void,
  done: () => void,
): void {
  const start = nowMs();
  const flags = [
    ...(line.only ? ['--test-only'] : []),
    ...line.namePatterns.map((pattern) => `--test-name-pattern=${pattern}`),
    ...line.skipPatterns.map((pattern) => `--test-skip-pattern=${pattern}`),
  ];
  const child = new ChildProcess(
    'node',
    [...flags, file],
    { env: { ...process.env, [RUN_VARIABLE]: 'lab' } },
    ['ignore', 'pipe', 'pipe'],
    false,
  );
  let events = 0;
  let failed = false;
  child.on('lab:data', (data: { test?: TestEvent }) => {
    if (!data.test) return;
    events += 1;
    if (data.test.type === 'end' && data.test.failure) failed = true;
    say(data.test);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      say({ type: 'printed', text: chunk.toString('utf8') });
    });
  }
  child.on('close', (code: number | null) => {
    // A file without tests is a test itself; one that broke fails as a whole.
    if (events === 0 || ((code ?? 1) !== 0 && !failed)) {
      const outcome = code === 0 ? 'pass' : 'fail';
      const message = 'test failed';
      say({
        type: 'end',
        name: file,
        nesting: 0,
        number: 0,
        outcome,
        isSuite: false,
        parts: 0,
        durationMs: round(nowMs() - start),
        skip: undefined,
        todo: undefined,
        failure:
          outcome === 'pass'
            ? undefined
            : {
                place: `${file}:1:1`,
                isOfParts: false,
                shown: `'${message}'`,
                message,
                code: 'ERR_TEST_FAILURE',
                stack: [],
              },
      });
    }
    done();
  });
}
