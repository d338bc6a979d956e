/**
 * Code that is handed to the page: each function is sent as text, so it uses nothing from outside itself.
 * Clocks run in the page, so that the way from page to test runner is in no number.
 */

/** What `startWatching` leaves in a page. */
export interface WatchedWindow {
  readonly plumblineWatch: {
    /** Long tasks (50 ms and more) since the page began, or since they were last forgotten. */
    longTasks: number[];
    /** Milliseconds since the navigation began, by name. */
    readonly marks: Record<string, number>;
    /** What `armLine` or `armCheck` waits for. */
    awaited: Promise<Record<string, number>> | undefined;
  };
}

/** Runs before any script of the page: notes long tasks, the first touch, the editor and the first prompt. */
export function startWatching(): void {
  if (globalThis.top !== globalThis.self) return;
  const watch: WatchedWindow['plumblineWatch'] = { longTasks: [], marks: {}, awaited: undefined };
  Object.assign(globalThis, { plumblineWatch: watch });
  new PerformanceObserver((list) => {
    watch.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask', buffered: true });
  addEventListener('pointermove', () => (watch.marks['touch'] ??= performance.now()), {
    capture: true,
    once: true,
  });
  // The editor lives in a shadow root, whose changes no observer of the document is told of: it is looked for in each frame.
  const look = (): void => {
    const host = document.querySelector('#editor .code-host:not([hidden])');
    const rows = document.querySelector('#terminal .xterm-rows')?.textContent.trim() ?? '';
    if (host?.shadowRoot?.querySelector('.cm-content')) watch.marks['editor'] ??= performance.now();
    if (/\$$/.test(rows)) watch.marks['prompt'] ??= performance.now();
    if (!('editor' in watch.marks && 'prompt' in watch.marks)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * From the next key named `key` to the moment in which the terminal shows `pattern` and the next prompt.
 *
 * @returns nothing; the answer (`outputMs`, `promptMs`) comes as `plumblineWatch.awaited`.
 */
export function armLine({ key, pattern }: { key: string; pattern: string }): void {
  const { plumblineWatch: watch } = globalThis as unknown as WatchedWindow;
  const rows = document.querySelector('#terminal .xterm-rows');
  if (!rows) throw new Error('the terminal has no rows');
  const wanted = new RegExp(pattern, 'm');
  watch.awaited = new Promise((resolve) => {
    let startMs: number | undefined;
    let outputMs: number | undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== key) return;
      removeEventListener('keydown', pressed, true);
      startMs = performance.now();
    };
    addEventListener('keydown', pressed, true);
    const observer = new MutationObserver(() => {
      if (startMs === undefined) return;
      const lines = [...rows.children].map((row) =>
        row.textContent.replaceAll('\u00a0', ' ').trimEnd(),
      );
      const text = lines.join('\n').trimEnd();
      const elapsedMs = performance.now() - startMs;
      const at = text.search(wanted);
      if (at < 0) return;
      outputMs ??= elapsedMs;
      if (!/\$$/.test(text.slice(at))) return;
      observer.disconnect();
      resolve({ outputMs, promptMs: elapsedMs });
    });
    observer.observe(rows, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * From the next click on "Check" to the first check that is looked at, or judged (`progressMs`), to the first verdict and
 * to the last (`firstMs`, `lastMs`), and how many hold.
 */
export function armCheck(): void {
  const { plumblineWatch: watch } = globalThis as unknown as WatchedWindow;
  const pane = document.querySelector('#checks');
  if (!pane) throw new Error('there is no check panel');
  watch.awaited = new Promise((resolve) => {
    let startMs: number | undefined;
    let progressMs: number | undefined;
    let firstMs: number | undefined;
    let isRunning = false;
    pane.addEventListener('click', () => (startMs ??= performance.now()), { capture: true });
    const observer = new MutationObserver(() => {
      if (startMs === undefined) return;
      const elapsedMs = performance.now() - startMs;
      const heading = pane.querySelector('h2')?.textContent;
      isRunning ||= heading === 'Checking';
      if (!isRunning) return;
      const count = (kind: string): number => pane.querySelectorAll(`.v.is-${kind}`).length;
      const verdicts = count('pass') + count('fail') + count('blocked') + count('error');
      if (verdicts + count('run') > 0) progressMs ??= elapsedMs;
      if (verdicts > 0) firstMs ??= elapsedMs;
      if (heading !== 'Checks') return;
      observer.disconnect();
      resolve({
        progressMs: progressMs ?? elapsedMs,
        firstMs: firstMs ?? elapsedMs,
        lastMs: elapsedMs,
        holding: count('pass'),
        verdicts,
      });
    });
    observer.observe(pane, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

/** Elements of the page, those in open shadow roots included. */
export function countElements(): number {
  const within = (root: ParentNode): number => {
    const all = [...root.querySelectorAll('*')];
    return all.reduce(
      (sum, { shadowRoot }) => sum + (shadowRoot ? within(shadowRoot) : 0),
      all.length,
    );
  };
  return within(document);
}

/** A fixed piece of work on the main thread: what a task of the page is compared with. */
export function doFixedWork(): number {
  const start = performance.now();
  let state = 1;
  for (let round = 0; round < 1_000_000; round += 1) state = (state * 48_271) % 2_147_483_647;
  if (state === 0) throw new Error('the generator stands still');
  return performance.now() - start;
}

/** From `new Worker` to its first word, in the frame in which the engine starts its own. */
export async function startBareWorker(): Promise<number> {
  const url = URL.createObjectURL(new Blob(['postMessage(0)'], { type: 'text/javascript' }));
  const start = performance.now();
  const worker = new Worker(url);
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = () => reject(new Error('a bare worker does not start here'));
  });
  const elapsedMs = performance.now() - start;
  worker.terminate();
  URL.revokeObjectURL(url);
  return elapsedMs;
}
