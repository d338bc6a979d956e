// npm test: installs what is missing, then runs every step, and ends with a summary. Runs on any Node from 20.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, projectEnvironment } from './ensure-installed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** How many cores the steps share: what CI has. */
const CORES = 2;

/**
 * In order: what is quick and says most stands first. `npm run test:<name>` runs one alone.
 *
 * A step begins when as many cores are free as it takes, and what it waits for has ended. It `reads` what another step
 * writes: that one is run too, whether asked for or not. It comes `after` others whose files it would change under them.
 *
 * @type {Readonly<Record<string, {cores: number, reads?: readonly string[], after?: readonly string[]}>>}
 */
const STEPS = {
  house: { cores: 1 },
  sync: { cores: 1 },
  lint: { cores: 1, reads: ['sync'] },
  types: { cores: 1, reads: ['sync'] },
  format: { cores: 1 },
  content: { cores: 1 },
  conformance: { cores: 1 },
  build: { cores: 1, after: ['lint', 'types'] },
  pages: { cores: 1, after: ['build'] },
  unit: { cores: 2, after: ['build'] },
  labs: { cores: 2 },
  browser: { cores: 2, after: ['build'] },
};
/** Steps that look at what `build` made: without it there is nothing that they could say. */
const OF_BUILD = ['pages', 'browser'];

/** What a step ends with when this machine has not what it needs: it is named in the summary, and is not counted. */
const NOT_RUN = 77;

try {
  ensureInstalled(root);
  const { ensureChromium } = await import('./find-chromium.mjs');
  process.env.PLUMBLINE_CHROMIUM = await ensureChromium();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const env = {
  ...projectEnvironment(root),
  // Hundreds of processes read the same modules: each is compiled once.
  NODE_COMPILE_CACHE: join(root, '.cache', 'node-compile'),
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(
    `Unknown step: ${unknown.join(', ')}. The steps are: ${Object.keys(STEPS).join(', ')}.`,
  );
  process.exit(2);
}
const only = [...asked, ...asked.flatMap((name) => STEPS[name]?.reads ?? [])];

/**
 * @param {string} name
 * @param {boolean} atOnce whether its words are printed as they come, or together at its end
 * @returns {Promise<{name: string, ok: boolean, ran: boolean, seconds: number, tests: number, failures: number, flaky: number}>}
 */
function runStep(name, atOnce) {
  return new Promise((resolve) => {
    const held = [];
    const print = (words) => (atOnce ? process.stdout.write(words) : held.push(words));
    print(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n`);
    const started = Date.now();
    let tests = 0;
    let failures = 0;
    let flaky = 0;
    const child = spawn('npm', ['run', '--silent', `test:${name}`], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', atOnce ? 'inherit' : 'pipe'],
    });
    let pending = '';
    child.stdout.on('data', (chunk) => {
      print(chunk);
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        const count =
          /^(?:# |ℹ )(pass|fail) (\d+)/.exec(line) ??
          /^\s+(\d+) (passed|failed|flaky)\b/.exec(line);
        if (!count) continue;
        const [number, word] = /^\d/.test(count[1]) ? [count[1], count[2]] : [count[2], count[1]];
        if (word.startsWith('pass')) tests += Number(number);
        else if (word === 'flaky') flaky += Number(number);
        else failures += Number(number);
      }
    });
    child.stderr?.on('data', print);
    child.on('close', (code) => {
      for (const words of held) process.stdout.write(words);
      const seconds = (Date.now() - started) / 1000;
      resolve({
        name,
        ok: code === 0 || code === NOT_RUN,
        ran: code !== NOT_RUN,
        seconds,
        tests,
        failures,
        flaky,
      });
    });
  });
}

/** Runs steps, each as soon as it may begin. Resolves to what they came to, in the order of STEPS. */
function runSteps(names) {
  return new Promise((resolve) => {
    const results = new Map();
    const running = new Set();
    let free = CORES;
    const isOver = (name) => !names.includes(name) || results.has(name);
    const beginAll = () => {
      for (const name of names) {
        const { cores, reads = [], after = [] } = STEPS[name];
        if (running.has(name) || results.has(name)) continue;
        if (cores > free || ![...reads, ...after].every(isOver)) continue;
        if (OF_BUILD.includes(name) && results.get('build')?.ok === false) continue;
        running.add(name);
        free -= cores;
        // What has all cores, or was asked for alone, can say its words as they come.
        runStep(name, cores === CORES || names.length === 1).then((result) => {
          running.delete(name);
          free += cores;
          results.set(name, result);
          beginAll();
        });
      }
      if (running.size === 0) resolve(names.flatMap((name) => results.get(name) ?? []));
    };
    beginAll();
  });
}

const startedAt = Date.now();
const results = await runSteps(
  Object.keys(STEPS).filter((name) => only.length === 0 || only.includes(name)),
);

console.log(`\n── summary ${'─'.repeat(63)}`);
for (const { name, ok, ran, seconds, tests, flaky } of results) {
  const again = flaky > 0 ? `, ${flaky} more held only at a second try: see “flaky” above` : '';
  const count = ran
    ? tests > 0
      ? `${tests} tests${again}`
      : ''
    : 'a browser is not on this machine: see what the step says';
  console.log(
    `${ok ? (ran ? 'holds  ' : 'NOT RUN') : 'FAILS  '} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s   ${count}`,
  );
}
// A step without tests of its own (types, lint, build…) counts as one.
const passed = results.reduce(
  (sum, step) => sum + (step.tests > 0 ? step.tests : step.ok && step.ran ? 1 : 0),
  0,
);
const failed = results.reduce((sum, step) => sum + (step.ok ? 0 : Math.max(1, step.failures)), 0);
console.log(`in ${Math.round((Date.now() - startedAt) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
