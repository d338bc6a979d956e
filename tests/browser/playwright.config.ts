import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../src/cli/find-chromium.mjs';

const executablePath = await findChromium();
const PORT = Number(process.env['PLUMBLINE_TEST_PORT'] ?? 4399);

/** Browser tests run against the built site in `dist/`, served as `npm start` serves it. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // Two cores: two browsers at a time leave none for the engine's workers.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // A busy machine can starve a browser of its time-out. What needed a second try is told as flaky, by name.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-first-failure',
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `node src/cli/serve.ts ${process.env['PLUMBLINE_DIST'] ?? 'dist'}`,
    cwd: '../..',
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
