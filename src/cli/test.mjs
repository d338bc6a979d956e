// npm test: installs what is missing, then runs every step, and ends with a summary. Runs on any Node from 20.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, projectEnvironment } from './ensure-installed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * In order: what is quick and says most stands first. `npm run test:<name>` runs one alone. Steps of one line run at the
 * same time: each of these takes one core.
 */
const STEPS = [
  ['house'],
  ['sync'],
  ['types', 'lint'],
  ['format', 'content'],
  ['unit'],
  ['labs'],
  ['build'],
  ['pages'],
  ['conformance'],
  ['browser'],
];
/** What a step reads that another writes: the types of the site's content. */
const AFTER = { types: 'sync', lint: 'sync' };

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

const env = projectEnvironment(root);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STEPS.flat().includes(name));
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. The steps are: ${STEPS.flat().join(', ')}.`);
  process.exit(2);
}
const only = [...asked, ...asked.flatMap((name) => AFTER[name] ?? [])];

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

const results = [];
for (const line of STEPS) {
  const names = line.filter((name) => only.length === 0 || only.includes(name));
  const ended = await Promise.all(names.map((name) => runStep(name, names.length === 1)));
  results.push(...ended);
  // Without a build there is nothing that the page and browser tests could look at.
  if (ended.some(({ name, ok }) => name === 'build' && !ok)) break;
}

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
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
