import { expect, test } from './own-origin.ts';
import { LabScreen } from './lab-screen.ts';

test.describe('a program that does not end', () => {
  const loops: readonly (readonly [name: string, line: string])[] = [
    ['in Python', 'python3 -c "while True: pass"'],
    ['in Python, behind a pipe', 'python3 -c "while True: pass" | cat'],
    ['in the shell', 'while true; do :; done'],
    ['in the shell, waiting', 'sleep 1000'],
  ];
  for (const [name, line] of loops) {
    test(`${name} is stopped by Ctrl-C, and the files are intact`, async ({ page }) => {
      const lab = new LabScreen(page);
      await lab.open();
      await lab.run('echo kept > kept.txt; colour=blue; clear');
      await lab.run('python3 -c "print(1)"; clear');
      await lab.type(`${line} # loop`);
      await expect.poll(() => lab.shown()).toContain('# loop');
      await page.keyboard.press('Control+c');
      await expect.poll(() => lab.shown()).toMatch(/\^C[\s\S]*\$\s*$/);
      expect(await lab.run('cat kept.txt; echo "colour $colour"')).toMatch(/^kept\ncolour blue$/m);
      expect(await lab.run('python3 -c "print(open(\'kept.txt\').read() * 2)"')).toContain(
        'kept\nkept',
      );
    });
  }
});

test('five megabytes of output do not freeze the page', async ({ page }) => {
  const lab = new LabScreen(page);
  await lab.open();
  await lab.run('python3 -c "print(1)"; clear');
  // The longest time in which the page could not paint, from frame to frame.
  await page.evaluate(() => {
    const watch = { longestMs: 0, last: performance.now() };
    Object.assign(globalThis, { watch });
    const frame = (now: number): void => {
      watch.longestMs = Math.max(watch.longestMs, now - watch.last);
      watch.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const line = 'python3 -c "for i in range(65536): print(str(i).zfill(79))"';
  expect(await lab.run(line)).toContain('65535');
  const longestMs = await page.evaluate(
    () => (globalThis as unknown as { watch: { longestMs: number } }).watch.longestMs,
  );
  // A frozen page stands still for all of the output, many seconds; the bound leaves room for a noisy machine.
  expect(longestMs).toBeLessThan(1_500);
});
