import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { machinePrograms, startBridge, type Bridge } from '#webcontainer-bridge';
import { LAB, LabScreen } from './lab-screen.ts';

/** A site whose configuration switches WebContainers on, built and served for this file alone. */
interface OnlineSite {
  readonly url: string;
  close(): void;
}

async function buildOnlineSite(bridge: Bridge): Promise<OnlineSite> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-online-'));
  const settings = join(folder, 'site.yaml');
  const out = join(folder, 'dist');
  writeFileSync(
    settings,
    `engines:\n  allowed: [embedded, webcontainer]\n  webcontainer:\n    apiKey: ${bridge.token}\n    origin: ${bridge.origin}\n`,
  );
  const built = spawnSync('npx', ['astro', 'build', '--outDir', out], {
    env: { ...process.env, PLUMBLINE_SITE: settings, ASTRO_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  });
  if (built.status !== 0)
    throw new Error(`the site was not built:\n${built.stdout}${built.stderr}`);
  const server = spawn(process.execPath, ['src/cli/serve.ts', out], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressOf(server),
    close: () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (data: Buffer) => {
      said += data.toString();
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', () => {
      reject(new Error(`the site was not served: ${said}`));
    });
  });
}

test.describe('a site that switches WebContainers on', () => {
  const programs = machinePrograms();
  let bridge: Bridge;
  let site: OnlineSite;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    if (!programs) throw new Error('There is no python3 on this machine for the bridge to run.');
    bridge = await startBridge(programs);
    site = await buildOnlineSite(bridge);
  });
  test.afterAll(async () => {
    site.close();
    await bridge.close();
  });

  test('a learner switches engines, keeps the files, is graded there, and finds all after a reload', async ({
    page,
  }) => {
    test.setTimeout(480_000);
    const asked = new Set<string>();
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && protocol !== 'data:') asked.add(origin);
    });
    const lab = new LabScreen(page);
    await page.goto(`${site.url}/labs/${LAB}/`);
    await lab.ready();
    await lab.run('echo mine > kept.txt');
    await lab.saved();
    expect([...asked]).toEqual([site.url]);

    await page.getByRole('button', { name: 'Engine' }).click();
    await page.getByRole('menuitem', { name: /Switch to WebContainers/ }).click();
    await expect(page.locator('#terminal .term-host')).toBeHidden();
    await lab.ready();
    expect([...asked]).toEqual([site.url, bridge.origin]);
    expect(await lab.run('cat kept.txt; git log --oneline | wc -l')).toMatch(/^mine\n1$/m);
    // Python is the host's own here, not the one in WebAssembly.
    expect(await lab.run('python3 -c "import sys; print(sys.platform)"')).toMatch(/^linux$/m);

    await lab.check();
    const before = await lab.verdicts();
    expect(before.error).toBe(0);
    expect(before.fail + before.blocked).toBeGreaterThanOrEqual(6);
    await lab.solve();
    await lab.check();
    expect(await lab.verdicts()).toEqual({ pass: 8, fail: 0, blocked: 0, error: 0 });

    await lab.saved();
    await page.reload();
    await lab.ready();
    expect(await lab.run('git tag; cat kept.txt')).toMatch(/^data-january\nmine$/m);
    await page.getByRole('button', { name: 'Engine' }).click();
    await expect(page.getByRole('menuitem', { name: /Runs on WebContainers/ })).toBeVisible();

    // A network that lets nothing of theirs through: it is said after a while, and the other engine is one press away.
    await page.route(`${bridge.origin}/**`, (route) => route.abort());
    await page.reload();
    const terminal = page.locator('#terminal');
    await expect(terminal).toContainText('it has not answered after 45 seconds', {
      timeout: 120_000,
    });
    await terminal.getByRole('button', { name: 'Use the built-in engine' }).click();
    await lab.ready();
    expect(await lab.run('cat kept.txt; python3 -c "import sys; print(sys.platform)"')).toMatch(
      /^mine\nemscripten$/m,
    );
  });
});
