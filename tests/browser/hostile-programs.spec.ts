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
