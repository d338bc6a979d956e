import type { CohortStore, SortedDemo } from '#cohort';
import { LabError } from '#container';
import { fetchPaper } from '../../assessment/exam/exam-sheet.ts';
import { siteLink } from '../../site/site-link.ts';
import { loadBank } from '../desk/load-bank.ts';
import type { DemoFile } from './demo-file.ts';
import type { DemoRequest, FromDemo } from './demo-worker.ts';

const LEARNERS = 40;

/**
 * Makes a demo cohort in the store, as if its files had been collected, and returns its id. All of it is done in a worker, with an
 * engine that the page lends: the page stays free.
 *
 * @throws LabError `DemoNotMade`; what the store throws.
 */
export async function makeDemoCohort(
  store: CohortStore,
  say: (words: string) => void,
): Promise<string> {
  const file = await demoFile();
  const paper =
    file.exam === undefined
      ? undefined
      : await fetchPaper(siteLink(`/exams/${file.exam}/paper.json`));
  const learned = file.learned && {
    lesson: file.learned.lesson,
    quiz: { ...(await loadBank(file.learned.quiz.id)), title: file.learned.quiz.title },
  };
  say('The engine is being loaded.');
  const { lendEngine } = await import('#engines');
  const { port1, port2 } = new MessageChannel();
  const endEngine = lendEngine(port1, { baseUrl: siteLink('/engine/') });
  try {
    const request: DemoRequest = {
      file,
      ...(paper ? { paper } : {}),
      ...(learned ? { learned } : {}),
      // Each press makes other people's works: two demo cohorts can stand side by side.
      seed: Array.from(crypto.getRandomValues(new Uint32Array(2))).join('-'),
      learners: LEARNERS,
      atOnce: Math.max(1, Math.min(4, navigator.hardwareConcurrency)),
      now: Date.now(),
      port: port2,
    };
    const { cohort, handIns, setAside } = await made(request, say);
    await store.add(cohort);
    await store.collect(handIns, setAside);
    return cohort.id;
  } finally {
    endEngine();
  }
}

/** Has a worker make a demo, which ends with it. */
async function made(request: DemoRequest, say: (words: string) => void): Promise<SortedDemo> {
  const worker = new Worker(new URL('./demo-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<SortedDemo>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromDemo>) => {
        if (data.type === 'made') resolve(data.demo);
        else if (data.type === 'progress') say(`${data.made} of ${data.all} works are made.`);
        else if (data.hint === '') reject(notMade(data.message));
        else reject(new LabError(data.name, data.message, data.hint));
      };
      worker.onerror = ({ message }) => {
        reject(notMade(message || 'its worker could not be started'));
      };
      worker.postMessage(request, [request.port]);
    });
  } finally {
    worker.terminate();
  }
}

async function demoFile(): Promise<DemoFile> {
  const address = siteLink('/teach/demo.json');
  const response = await fetch(address).catch(() => undefined);
  if (response?.ok) return (await response.json()) as DemoFile;
  throw notMade(
    response
      ? `${address} answers ${response.status}`
      : 'there is no network, and its answers are not on this device yet',
  );
}

const notMade = (why: string): LabError =>
  new LabError(
    'DemoNotMade',
    `The demo cohort could not be made: ${why}.`,
    'Try it again, with a network. Nothing was kept of it.',
  );
