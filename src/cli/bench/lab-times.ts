import type { Browser } from 'playwright';
import { visit } from './browser-visit.ts';
import { LabPage, type CheckTimes } from './lab-page.ts';
import { FLOOD, timeNative, times, type NativeTimes } from './native-times.ts';
import { doFixedWork, startBareWorker, type WatchedWindow } from './page-watch.ts';
import { median, type Baseline, type Row } from './row.ts';

const PYTHON = 'python3 -c "print(1)"';
/** Its first word is put together by Python, so that the echo of the line is not mistaken for it. */
const LOOP = `python3 -c "print('loop' + 'ing', flush=True); exec('while True: pass')"`;
/** A spare interpreter boots while nothing else runs, and no sign of the page says when it is there. */
const REST = 'sleep 4; printf "%s-%s\\n" rested well';

/** Everything that one learner's afternoon in the lab gives, in milliseconds. */
interface Afternoon {
  readonly workerMs: number;
  readonly fixedMs: number;
  readonly cold: Start;
  readonly warm: Start;
  readonly sparePythonMs: number;
  readonly echoMs: number;
  readonly stopMs: number;
  readonly floodMs: number;
  readonly floodTaskMs: number;
  readonly starter: CheckTimes;
  readonly solution: CheckTimes;
}

interface Start {
  /** From the first touch, which comes as soon as the page has its panes. */
  readonly touchedMs: number;
  readonly editorMs: number;
  readonly promptMs: number;
  readonly pythonMs: number;
  readonly taskMs: number;
}

/** The lab's page as it is used: starts, programs, checks, and how long its main thread was held. */
export async function timeLab(
  browser: Browser,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  // What is compared is measured close by: the load of a machine comes and goes.
  const native: NativeTimes[] = [];
  const all = await times(runs, async () => {
    native.push(await timeNative(3));
    return spendAfternoon(browser, origin);
  });
  return rowsOf(all, native);
}

async function spendAfternoon(browser: Browser, origin: string): Promise<Afternoon> {
  return visit(browser, {}, async ({ context, page }) => {
    const first = new LabPage(page, origin);
    const cold = await start(first);
    const starter = await first.check();
    // A tab that has the lab keeps it: the second visit begins when the first is over.
    await page.close();

    const lab = new LabPage(await context.newPage(), origin);
    const warm = await start(lab);
    await lab.run(REST, '^rested-well$');
    await lab.clear();
    const spare = await lab.run(PYTHON, '^1$');
    await lab.clear();
    const echoed = await lab.run('echo 1', '^1$');
    await lab.clear();
    const stopMs = await lab.stop(LOOP, '^looping$');
    await forgetTasks(lab);
    const flood = await lab.run(`python3 -c "${FLOOD}"`, '65535$');
    const floodTaskMs = await longestTask(lab);
    const starterAgain = await lab.check();
    if (starterAgain.holding !== starter.holding) {
      throw new Error('two Checks of the same files disagree');
    }
    await lab.solve();
    const solution = await lab.check();
    if (solution.holding !== solution.verdicts) {
      throw new Error(`${solution.holding} of ${solution.verdicts} checks hold for the solution`);
    }
    return {
      workerMs: await bareWorkerMs(lab),
      fixedMs: median(await times(5, () => lab.page.evaluate(doFixedWork))),
      cold,
      warm,
      sparePythonMs: spare.outputMs,
      echoMs: echoed.outputMs,
      stopMs,
      floodMs: flood.outputMs,
      floodTaskMs,
      starter: starterAgain,
      solution,
    };
  });
}

async function start(lab: LabPage): Promise<Start> {
  const { touchMs, editorMs, promptMs } = await lab.open();
  const taskMs = await longestTask(lab);
  const { outputMs } = await lab.run(PYTHON, '^1$');
  return { touchedMs: promptMs - touchMs, editorMs, promptMs, pythonMs: outputMs, taskMs };
}

async function forgetTasks({ page }: LabPage): Promise<void> {
  await page.evaluate(() => {
    (globalThis as unknown as WatchedWindow).plumblineWatch.longTasks = [];
  });
}

/** The longest task so far, or 0 where none reached the 50 ms from which a browser tells of them. */
async function longestTask({ page }: LabPage): Promise<number> {
  return page.evaluate(() => {
    const { longTasks } = (globalThis as unknown as WatchedWindow).plumblineWatch;
    return Math.max(0, ...longTasks);
  });
}

/** In the engine's own frame: the page's policy refuses workers that are made of text. */
async function bareWorkerMs({ page }: LabPage): Promise<number> {
  const frame = page.frames().find((candidate) => candidate.url().includes('/engine/frame.html'));
  if (!frame) throw new Error('the lab has no engine frame');
  return median(await times(5, () => frame.evaluate(startBareWorker)));
}

function rowsOf(all: readonly Afternoon[], native: readonly NativeTimes[]): readonly Row[] {
  const of = (pick: (one: Afternoon) => number): number[] => all.map(pick);
  const natively = (pick: (one: NativeTimes) => readonly number[] | undefined): number[] =>
    native.flatMap((one) => pick(one) ?? []);
  const worker = ruler(
    'a bare Worker’s start',
    of(({ workerMs }) => workerMs),
  );
  const fixed = ruler(
    'a million multiplications there',
    of(({ fixedMs }) => fixedMs),
  );
  const python = ruler(
    'native python3 -c "print(1)"',
    natively(({ pythonMs }) => pythonMs),
  );
  const echo = ruler(
    'echo in a native bash',
    natively(({ echoMs }) => echoMs),
  );
  const stop = ruler(
    'native python3, SIGINT to its end',
    natively(({ stopMs }) => stopMs),
  );
  const flood = ruler(
    'the same by native python3, unread',
    natively(({ floodMs }) => floodMs),
  );
  const row =
    (group: string) =>
    (name: string, pick: (one: Afternoon) => number, baseline: Baseline | undefined): Row => ({
      group,
      name,
      unit: 'ms',
      values: of(pick),
      ...(baseline ? { baseline } : {}),
    });
  const begin = row('Lab page, from navigation');
  const touched = row('Lab page, from the first touch');
  const use = row('Lab page, from Enter');
  const check = row('Lab page, from Check');
  const task = row('Lab page, longest task of the main thread (0: none of 50 ms)');
  return [
    begin('cold: editor takes text', ({ cold }) => cold.editorMs, worker),
    begin('cold: prompt', ({ cold }) => cold.promptMs, worker),
    begin('warm: editor takes text', ({ warm }) => warm.editorMs, worker),
    begin('warm: prompt', ({ warm }) => warm.promptMs, worker),
    touched('cold: prompt', ({ cold }) => cold.touchedMs, worker),
    touched('warm: prompt', ({ warm }) => warm.touchedMs, worker),
    use('cold: first Python output', ({ cold }) => cold.pythonMs, python),
    use('warm: first Python output', ({ warm }) => warm.pythonMs, python),
    use(
      'later, a spare interpreter waits: Python output',
      ({ sparePythonMs }) => sparePythonMs,
      python,
    ),
    use('echo', ({ echoMs }) => echoMs, echo),
    use('Ctrl-C of a looping Python to the prompt', ({ stopMs }) => stopMs, stop),
    use('5 MB of output by Python', ({ floodMs }) => floodMs, flood),
    check('starter: named what it looks at', ({ starter }) => starter.progressMs, {
      name: 'promised',
      value: 300,
    }),
    check('starter: first verdict', ({ starter }) => starter.firstMs, python),
    check('starter: last verdict', ({ starter }) => starter.lastMs, python),
    check('solution: named what it looks at', ({ solution }) => solution.progressMs, {
      name: 'promised',
      value: 300,
    }),
    check('solution: first verdict', ({ solution }) => solution.firstMs, python),
    check('solution: last verdict', ({ solution }) => solution.lastMs, python),
    task('cold, to the prompt', ({ cold }) => cold.taskMs, fixed),
    task('warm, to the prompt', ({ warm }) => warm.taskMs, fixed),
    task('during 5 MB of output', ({ floodTaskMs }) => floodTaskMs, fixed),
  ];
}

/** A baseline of these values; none where they could not be had on this machine. */
function ruler(name: string, values: readonly number[]): Baseline | undefined {
  return values.length > 0 ? { name, value: median(values) } : undefined;
}
