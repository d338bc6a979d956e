/** Resolves when the page is loaded and the browser has a moment, after a second at the latest. */
export async function whenIdle(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  // Not every browser tells of idle moments.
  const { requestIdleCallback: ask } = window as Partial<Window>;
  await new Promise<void>((resolve) => {
    if (ask) ask(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 0);
  });
}
