import type { CohortStore, SortedDemo } from '#cohort';
import { LabError, type FileTree } from '#container';
import { createEmbeddedEngine } from '#engines';
import { buildAnswer } from '#grading';
import { fetchPaper } from '../../assessment/exam/exam-sheet.ts';
import { siteLink } from '../../site/site-link.ts';
import { loadBank } from '../desk/load-bank.ts';
import { generateData } from '../../workbench/generate-data.ts';
import { openedLab, type DemoFile } from './demo-file.ts';
import type { DemoRequest, FromDemo, ToDemo } from './demo-worker.ts';

const LEARNERS = 40;

/**
 * Makes a demo cohort in the store, as if its files had been collected, and returns its id. Works are made in the workers of the
 * engine, and signed, packed and sorted in one of its own: the page stays free.
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
  const labs = new Map(file.labs.map((lab) => [lab.identity.id, openedLab(lab)]));
  say('The engine is being loaded.');
  const engine = createEmbeddedEngine({ baseUrl: siteLink('/engine/') });
  try {
    const request: DemoRequest = {
      type: 'make',
      file,
      ...(paper ? { paper } : {}),
      ...(learned ? { learned } : {}),
      // Each press makes other people's works: two demo cohorts can stand side by side.
      seed: Array.from(crypto.getRandomValues(new Uint32Array(2))).join('-'),
      learners: LEARNERS,
      atOnce: Math.max(1, Math.min(4, navigator.hardwareConcurrency)),
      now: Date.now(),
    };
    const { cohort, handIns, setAside } = await made(request, say, ({ lab: id, layers, seed }) => {
      const lab = labs.get(id);
      if (!lab) throw new RangeError(`The demo has no lab "${id}".`);
      const generate = (drawn: string): Promise<FileTree> => generateData({ lab: id, seed: drawn });
      return buildAnswer({ ...lab.start, generate }, layers, seed, engine);
    });
    await store.add(cohort);
    await store.collect(handIns, setAside);
    return cohort.id;
  } finally {
    engine.dispose();
  }
}

type Need = Extract<FromDemo, { readonly type: 'need' }>;

/** Has the worker make a demo, and makes each work that it needs. */
async function made(
  request: DemoRequest,
  say: (words: string) => void,
  makeWork: (need: Need) => Promise<FileTree>,
): Promise<SortedDemo> {
  const worker = new Worker(new URL('./demo-worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToDemo): void => {
    worker.postMessage(message);
  };
  try {
    return await new Promise<SortedDemo>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromDemo>) => {
        if (data.type === 'made') resolve(data.demo);
        else if (data.type === 'failed') reject(notMade(data.reason));
        else if (data.type === 'progress') say(`${data.made} of ${data.all} works are made.`);
        else {
          const { id } = data;
          makeWork(data).then(
            (work) => tell({ type: 'work', id, work }),
            (error: unknown) => {
              // Its own words, with what to do, before the worker tells that it cannot go on.
              reject(error instanceof LabError ? error : notMade(String(error)));
            },
          );
        }
      };
      worker.onerror = ({ message }) => {
        reject(notMade(message || 'its worker could not be started'));
      };
      tell(request);
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
