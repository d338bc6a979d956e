// npm run pictures [-- --dist folder]: takes the pictures of docs/instructors/ from the built site, as an instructor sees it.
// Exit code: 0 taken, 2 no built site.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { drawIssuerSecrets } from '#cohort';
import { LabError } from '#container';
import { serveSite } from './bench/site-server.ts';
import { demoCohort } from './cohort/demo.ts';
import { packExam } from './cohort/pack.ts';
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
    const pack = await someLockedPack(scratch);
    const site = await serveSite(values.dist);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
    try {
      mkdirSync(OUT, { recursive: true });
      const page = await browser.newPage({
        viewport: { width: 1200, height: 750 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      });
      for (const name of await takePictures(page, site.origin, OUT, demo, pack))
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

/** One pack of a sitting three days from now, as `npm run cohort -- pack` makes it. Returns its path. */
async function someLockedPack(folder: string): Promise<string> {
  const at = (name: string): string => join(folder, name);
  const inDays = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 11) + '09:00:00Z';
  writeFileSync(at('key'), drawIssuerSecrets().regradeKey);
  writeFileSync(at('learners'), 'lina\n');
  await packExam([
    ...['foundations', '--sitting', 'autumn-2026', '--learners', at('learners')],
    ...['--opens', inDays(3), '--closes', inDays(4), '--key-file', at('key')],
    ...['--issuer', 'Harborlight Academy', '--out', at('sitting')],
  ]);
  const packs = at('sitting/packs');
  return join(packs, readdirSync(packs)[0] ?? '');
}
