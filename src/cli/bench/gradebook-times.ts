import type { Browser, Page } from 'playwright';
import { createHash } from 'node:crypto';
import { exportCohort, newCohort, withLearner, withTerms, type Cohort, type HandIn } from '#cohort';
import type { Row } from './row.ts';

const LEARNERS = 1000;
const EXAMS = 8;
const FRAMES = 240;
/** Of a fling: more than two screens a second. */
const PX_A_FRAME = 30;
const GROUP = `Gradebook of ${LEARNERS} learners`;

/**
 * Scrolls a gradebook of a thousand learners and eight columns, a step for each frame that the browser gives.
 *
 * The baseline is what the same page gives while it scrolls a plain empty box: what the machine can do at that time.
 */
export async function timeGradebook(
  browser: Browser,
  origin: string,
  runs: number,
): Promise<readonly Row[]> {
  const file = await cohortFile();
  const [plain, grades, late]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run += 1) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    try {
      await openGradebook(page, origin, file);
      const empty = await framesOf(page, 'empty');
      const scrolled = await framesOf(page, 'grades');
      plain.push(empty.medianMs);
      grades.push(scrolled.medianMs);
      late.push(scrolled.late);
    } finally {
      await page.close();
    }
  }
  const base = plain.toSorted((a, b) => a - b)[Math.floor(plain.length / 2)] ?? 0;
  const baseline = { name: 'an empty box', value: base };
  return [
    {
      group: GROUP,
      name: 'frame while it scrolls',
      unit: 'ms',
      values: grades,
      aim: 16.7,
      baseline,
    },
    { group: GROUP, name: 'frames over 33 ms', unit: 'thousandths', values: late },
  ];
}

async function openGradebook(page: Page, origin: string, file: Uint8Array): Promise<void> {
  await page.goto(`${origin}/teach/`);
  // What it grades with is fetched when it is first opened: not what is measured here.
  await page.getByText('This page works without a network').waitFor();
  await page.getByLabel('A cohort that was exported').setInputFiles({
    name: 'x.cohort.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(file),
  });
  await page.getByRole('link', { name: 'Gradebook' }).click();
  await page.locator('.grade-scroll tbody tr[aria-rowindex="2"]').waitFor();
}

/** Median time between frames in ms, and how many of a thousand took longer than two. */
function framesOf(
  page: Page,
  what: 'empty' | 'grades',
): Promise<{ readonly medianMs: number; readonly late: number }> {
  return page.evaluate(
    async ({ target, frames, step }) => {
      let box = document.querySelector<HTMLElement>('.grade-scroll');
      if (target === 'empty' || !box) {
        box = document.createElement('div');
        box.style.cssText =
          'position:fixed;inset:0 auto auto 0;width:200px;height:200px;overflow:auto';
        const inner = document.createElement('div');
        inner.style.height = '40000px';
        box.append(inner);
        document.body.append(box);
      }
      box.scrollTop = 0;
      const times: number[] = [];
      let before = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame += 1) {
        box.scrollTop += step;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - before);
        before = now;
      }
      if (target === 'empty') box.remove();
      const sorted = times.toSorted((a, b) => a - b);
      const late = times.filter((ms) => ms > 33.5).length;
      return { medianMs: sorted[frames / 2] ?? 0, late: Math.round((1000 * late) / frames) };
    },
    { target: what, frames: FRAMES, step: PX_A_FRAME },
  );
}

/** A cohort that was judged, as its file. */
async function cohortFile(): Promise<Uint8Array> {
  const now = new Date('2026-11-02T09:00:00Z');
  const issuer = { name: 'Bench' };
  const passRule = { items: 'all', percent: 70 } as const;
  let cohort: Cohort = newCohort(
    { name: 'Bench', issuer, retainUntil: '2099-01-01', passRule },
    now,
  );
  const items = Array.from({ length: EXAMS }, (_, at) => ({
    kind: 'exam' as const,
    id: `exam-${at + 1}`,
    title: `Exam number ${at + 1}`,
  }));
  cohort = withTerms(cohort, {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'all',
    title: 'All',
    cohort: { id: cohort.id, name: cohort.name },
    issuer: issuer.name,
    items,
    late: { kind: 'accept' },
    attempts: 1,
    passPercent: 70,
    hintsAllowed: true,
  });
  const learners = Array.from({ length: LEARNERS }, (_, at) => ({
    id: `p-${at}`,
    name: `Learner number ${at}`,
    lms: {},
    addedAt: now.toISOString(),
  }));
  const [first, ...others] = learners;
  if (first) cohort = withLearner(cohort, first);
  cohort = { ...cohort, learners: [...cohort.learners, ...others] };
  const bytes = new Map<string, Uint8Array>();
  const handIns = learners.flatMap(({ id: learner }, at) =>
    items.map((item, column): HandIn => {
      const file = new TextEncoder().encode(`${learner} ${item.id}`);
      const digest = createHash('sha256').update(file).digest('hex');
      bytes.set(digest, file);
      return {
        cohort: cohort.id,
        learner,
        bundleSha256: digest,
        assignment: 'all',
        item: { kind: 'exam', id: item.id },
        attempt: 1,
        manifestSha256: digest,
        fileName: `${item.id}.exam.json`,
        sizeBytes: file.length,
        receivedAt: now.toISOString(),
        createdAt: now.toISOString(),
        signer: 'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw',
        isLate: false,
        notes: [],
        grading: { status: 'waiting' },
        comments: [],
        // Set by a person: a signature for each would be the time of signing, not of the gradebook.
        overrides: [
          {
            points: (at * 7 + column * 13) % 41,
            maxPoints: 40,
            passed: (at * 7 + column * 13) % 41 >= 28,
            reason: 'Made for measuring.',
            by: 'Bench',
            at: now.toISOString(),
          },
        ],
      };
    }),
  );
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve(handIns),
      setAside: () => Promise.resolve([]),
      bundle: ({ bundleSha256 }) => Promise.resolve(bytes.get(bundleSha256) ?? new Uint8Array()),
    },
    cohort.id,
  );
  return new Uint8Array(Buffer.concat(pieces));
}
