import type { Browser, Page } from 'playwright';
import { buildBadge, createSigningKey, signDocument, type BadgeDetails } from '#credentials';
import { visit } from './browser-visit.ts';
import { times } from './native-times.ts';
import { doFixedWork } from './page-watch.ts';
import { median, type Row } from './row.ts';

/** What the project aims at for the first verdict, in milliseconds. */
const AIM_MS = 300;

interface FirstVerdict {
  readonly verdictMs: number;
  readonly fixedMs: number;
}

/** The first certificate that a fresh profile checks: what reads JSON-LD is not loaded before it is brought. */
export async function timeVerify(
  browser: Browser,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  const badge = await someBadge();
  const all = await times(runs, () =>
    visit(browser, {}, async ({ page }): Promise<FirstVerdict> => {
      await page.goto(`${origin}/verify/`);
      await page.mouse.move(5, 5);
      await page.locator('[data-island][data-live] input[type=file]').waitFor({
        state: 'attached',
      });
      const fixedMs = median(await times(5, () => page.evaluate(doFixedWork)));
      return { verdictMs: await firstVerdict(page, badge), fixedMs };
    }),
  );
  return [
    {
      group: 'Verify page, from the file being chosen',
      name: 'the first certificate: four lines with their verdicts',
      unit: 'ms',
      values: all.map(({ verdictMs }) => verdictMs),
      aim: AIM_MS,
      baseline: {
        name: 'a million multiplications there',
        value: median(all.map(({ fixedMs }) => fixedMs)),
      },
    },
  ];
}

interface TimedWindow {
  firstVerdictMs: Promise<number>;
}

async function firstVerdict(page: Page, badge: Buffer): Promise<number> {
  await page.evaluate(() => {
    let from = 0;
    addEventListener('change', () => (from = performance.now()), { capture: true, once: true });
    (globalThis as unknown as TimedWindow).firstVerdictMs = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (document.querySelectorAll('[data-line]').length < 4) return;
        observer.disconnect();
        resolve(performance.now() - from);
      }).observe(document.body, { subtree: true, childList: true });
    });
  });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'badge.json', mimeType: 'application/json', buffer: badge });
  const elapsedMs = await page.evaluate(
    () => (globalThis as unknown as TimedWindow).firstVerdictMs,
  );
  const signature = await page.locator('[data-line=signature]').innerText();
  if (!/\bYes\b/.test(signature)) throw new Error(`the certificate does not hold: ${signature}`);
  return elapsedMs;
}

/** A certificate as the issuer's page signs them, by a key that its own DID tells. */
async function someBadge(): Promise<Buffer> {
  const key = await createSigningKey();
  const issuer = `did:key:${key.publicKeyMultibase}`;
  const issued = new Date();
  const details: BadgeDetails = {
    id: `urn:uuid:${crypto.randomUUID()}`,
    name: 'MLOps Professional',
    issuer: { id: issuer, name: 'Example Academy', url: 'https://academy.example/' },
    recipient: { emailAddress: 'lina@example.org', salt: 'k3Jq' },
    awarded: issued,
    validFrom: issued,
    achievement: {
      id: 'https://academy.example/certificates/professional',
      name: 'MLOps Professional',
      description: 'The holder can version data and model.',
      criteria: 'https://academy.example/certificates/professional#criteria',
      narrative: 'The submitted work of one lab reached its pass mark.',
    },
    judgement: { assurance: 'A1', grader: { name: 'plumbline', version: '0.1.0' } },
    scorePercent: 92,
    scoreId: `urn:uuid:${crypto.randomUUID()}`,
    evidence: [
      {
        id: `urn:uuid:${crypto.randomUUID()}`,
        name: 'One model, one day',
        outcome: '22 of 22 checks hold, 100 of 100 points',
        narrative: 'Lab one-model-one-day version 1.0.0.',
        bundleSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    ],
  };
  const method = `${issuer}#${key.publicKeyMultibase}`;
  const signed = await signDocument(buildBadge(details), key, method, issued);
  return Buffer.from(JSON.stringify(signed));
}
