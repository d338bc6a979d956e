// npm run pictures [-- --dist folder]: takes the pictures of docs/instructors/ from the built site, as an instructor sees it.
// Exit code: 0 taken, 2 no built site.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { LabError } from '#container';
import { serveSite } from './bench/site-server.ts';
import { demoCohort } from './cohort/demo.ts';
import { CHROMIUM_ARGS, ensureChromium } from './find-chromium.mjs';
import { takePictures } from './pictures/instructor-pictures.ts';

const OUT = 'docs/instructors/images';

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { dist: { type: 'string', default: 'dist' } } });
  try {
    const executablePath = await ensureChromium();
    const scratch = mkdtempSync(join(tmpdir(), 'plumbline-pictures-'));
    await demoCohort([join(scratch, 'demo'), '--learners', '8']);
    const demo = join(scratch, 'demo/demo.cohort.zip');
    const site = await serveSite(values.dist);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
    try {
      mkdirSync(OUT, { recursive: true });
      const page = await browser.newPage({
        viewport: { width: 1200, height: 750 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      });
      for (const name of await takePictures(page, site.origin, OUT, demo))
        console.log(`${OUT}/${name}`);
    } finally {
      await browser.close();
      site.stop();
      rmSync(scratch, { recursive: true });
    }
    return 0;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    console.error(`${error.name}: ${error.message}\n  ${error.hint}`);
    return 2;
  }
}
