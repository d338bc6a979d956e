import type { Browser } from 'playwright';
import { visit } from './browser-visit.ts';
import type { EnginePage, WarmName } from './engine-page.ts';
import { serveEngine } from './engine-site.ts';
import { timeMachine, type MachineTimes } from './machine-times.ts';
import { times } from './native-times.ts';
import { median, type Baseline, type Row } from './row.ts';

interface Session {
  readonly shellMs: number;
  readonly firstLineMs: number;
  readonly coldPythonMs: number;
  readonly barePyodideMs: number;
  readonly warm: Readonly<Record<WarmName, number>>;
  readonly longestTaskMs: number;
}

declare const window: { page: EnginePage };

/** The engine in a browser with nothing around it, beside the same things done by this machine's own programs. */
export async function timeEngineInBrowser(browser: Browser, runs: number): Promise<readonly Row[]> {
  const site = await serveEngine();
  try {
    const machine: MachineTimes[] = [];
    const sessions = await times(runs, async () => {
      // What is compared is measured close by: the load of a machine comes and goes.
      machine.push(await timeMachine());
      return oneSession(browser, site.origin);
    });
    return rowsOf(sessions, machine);
  } finally {
    site.stop();
  }
}

async function oneSession(browser: Browser, origin: string): Promise<Session> {
  return visit(browser, {}, async ({ context, page: first }) => {
    // The first visit fills the browser's cache with the engine and its snapshot.
    await first.goto(origin);
    await first.evaluate(() => window.page.shellReady());
    await first.evaluate(() => window.page.firstPython());
    await first.close();
    const page = await context.newPage();
    await page.goto(origin);
    const shellMs = await page.evaluate(() => window.page.shellReady());
    const firstLineMs = await page.evaluate(() => window.page.firstLine());
    const coldPythonMs = await page.evaluate(() => window.page.firstPython());
    const warm = await page.evaluate(() => window.page.warm());
    const longestTaskMs = await page.evaluate(() => window.page.longestTask());
    const barePyodideMs = await page.evaluate(() => window.page.barePyodide());
    return { shellMs, firstLineMs, coldPythonMs, barePyodideMs, warm, longestTaskMs };
  });
}

function rowsOf(sessions: readonly Session[], machine: readonly MachineTimes[]): readonly Row[] {
  const row = (
    name: string,
    pick: (one: Session) => number,
    baseline: Baseline | undefined,
    aim?: number,
  ): Row => ({
    group: 'Engine in Chromium',
    name,
    unit: 'ms',
    values: sessions.map(pick),
    ...(baseline ? { baseline } : {}),
    ...(aim === undefined ? {} : { aim }),
  });
  const ruler = (name: string, pick: (one: MachineTimes) => number | undefined) => {
    const values = machine.map(pick).filter((value) => value !== undefined);
    return values.length > 0 ? { name, value: median(values) } : undefined;
  };
  const warm = (name: WarmName) => (one: Session) => one.warm[name];
  const bare = {
    name: 'bare Pyodide to its first output',
    value: median(sessions.map(({ barePyodideMs }) => barePyodideMs)),
  };
  const bash = ruler('a native bash to its first answer', ({ bashMs }) => bashMs);
  const python = ruler('native python3', ({ pythonMs }) => pythonMs);
  return [
    row('shell ready, from the page to the prompt', ({ shellMs }) => shellMs, bash, 300),
    row('echo, typed at that first prompt', ({ firstLineMs }) => firstLineMs, bash),
    row('Python, cold: first output', ({ coldPythonMs }) => coldPythonMs, bare, 1_500),
    row('Python, warm: first output', warm('python'), python, 60),
    row(
      'Node, warm: first output',
      warm('node'),
      ruler('native node', ({ nodeMs }) => nodeMs),
    ),
    row(
      'echo',
      warm('echo'),
      ruler('echo in a native bash', ({ echoMs }) => echoMs),
    ),
    row(
      'three stages of a pipe',
      warm('pipe'),
      ruler('in a native bash', ({ pipeMs }) => pipeMs),
    ),
    row(
      'grep -r, 500 files',
      warm('grep'),
      ruler('in a native bash', ({ grepMs }) => grepMs),
    ),
    row(
      'git add, 200 files',
      warm('gitAdd'),
      ruler('real git', ({ gitMs }) => gitMs?.[0]),
    ),
    row(
      'git status',
      warm('gitStatus'),
      ruler('real git', ({ gitMs }) => gitMs?.[1]),
    ),
    row(
      'git commit',
      warm('gitCommit'),
      ruler('real git', ({ gitMs }) => gitMs?.[2]),
    ),
    row(
      'HTTP request to Python’s http.server',
      warm('pythonRequest'),
      ruler('native python3', ({ pythonRequestMs }) => pythonRequestMs),
    ),
    row(
      'HTTP request to a Node server',
      warm('nodeRequest'),
      ruler('native node', ({ nodeRequestMs }) => nodeRequestMs),
    ),
    row(
      'Ctrl-C of a looping Python, to the prompt',
      warm('stop'),
      ruler('native python3, SIGINT to its end', ({ stopMs }) => stopMs),
      300,
    ),
    row('a fresh grading container, until it has run "true"', warm('container'), bash, 100),
    row(
      'longest task of the main thread (0: none of 50 ms)',
      (one) => one.longestTaskMs,
      undefined,
      50,
    ),
  ];
}
