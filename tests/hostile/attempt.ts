import type { Engine, LabContainer, WebContainerProcess } from '#container';
import type { Attack } from './attack.ts';
import { KERNEL_ATTACKS } from './kernel-attacks.ts';
import { NODE_ATTACKS } from './node-attacks.ts';
import { PYTHON_LOAD } from './python-load.ts';
import { PYTHON_REACH } from './python-reach.ts';
import { SHELL_ATTACKS } from './shell-attacks.ts';

export const ATTACKS: readonly Attack[] = [
  ...PYTHON_REACH,
  ...PYTHON_LOAD,
  ...SHELL_ATTACKS,
  ...NODE_ATTACKS,
  ...KERNEL_ATTACKS,
];

/** How each language runs a program that is given as text. */
const RUNNERS: Readonly<Record<Attack['language'], readonly [string, string]>> = {
  shell: ['bash', '-c'],
  python: ['python3', '-c'],
  node: ['node', '-e'],
};

/** How long a program that ends by itself may take, in ms. */
const LONGEST_MS = 200_000;
/** How long one that does not is left alone before it is killed, in ms. */
const LEFT_ALONE_MS = 400;
/** What is kept of its output. */
const MOST_OUTPUT = 200_000;

/**
 * Carries an attack out in a container of its own. `undefined` when all held that must hold: the outcome, the files that
 * stood beside it in another container, and a lab that still works afterwards; else what was seen.
 */
export async function attempt(
  engine: Engine,
  attack: Attack,
  outside: string,
): Promise<string | undefined> {
  const neighbour = await engine.boot();
  const container = await engine.boot();
  const stopped: string[] = [];
  for (const one of [neighbour, container]) one.on('error', ({ message }) => stopped.push(message));
  try {
    await neighbour.fs.writeFile('kept.txt', 'kept');
    const seen = await outcome(container, attack, outside);
    // A container that ends takes the words of its programs along: why it ended says more than what is missing.
    if (seen !== undefined) return [seen, ...stopped].join('; a lab stopped: ');
    const kept = await neighbour.fs.readFile('kept.txt', 'utf8');
    if (kept !== 'kept') return `the other lab's file now holds ${JSON.stringify(kept)}`;
    const names = await neighbour.fs.readdir('.');
    if (names.length !== 1) return `the other lab now has ${names.join(', ')}`;
    const after = await readToEnd(await neighbour.spawn('echo', ['usable']));
    return after === 'usable\n' ? undefined : `the next lab printed ${JSON.stringify(after)}`;
  } finally {
    container.teardown();
    neighbour.teardown();
  }
}

async function outcome(
  container: LabContainer,
  { language, program, says, never, ends, exitCode, or }: Attack,
  outside: string,
): Promise<string | undefined> {
  const code = program.replaceAll('{outside}', outside);
  const [runner, flag] = RUNNERS[language];
  const process = await container.spawn(runner, [flag, code]);
  const output = readToEnd(process);
  if (ends === 'when killed' || or === 'killed') {
    await settledWithin(process.exit, LEFT_ALONE_MS);
    process.kill();
  }
  const ended = await settledWithin(process.exit, LONGEST_MS);
  if (ended === undefined) {
    process.kill();
    return `it had not ended after ${LONGEST_MS} ms`;
  }
  const text = await output;
  if (never !== undefined && matches(text, never)) return `it printed ${shown(text)}`;
  if (says !== undefined && !matches(text, says)) return `it printed ${shown(text)}`;
  const allowed = or === 'killed' ? [exitCode, 137, 143] : [exitCode];
  if (exitCode !== undefined && !allowed.includes(ended)) {
    return `its exit code was ${ended}, and it printed ${shown(text)}`;
  }
  return undefined;
}

async function readToEnd(process: WebContainerProcess): Promise<string> {
  let text = '';
  const reader = process.output.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text = (text + part.value).slice(-MOST_OUTPUT);
  }
  return text;
}

function settledWithin(promise: Promise<number>, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, undefined);
    void promise.then((code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);

const shown = (text: string): string => JSON.stringify(text.slice(-600));
