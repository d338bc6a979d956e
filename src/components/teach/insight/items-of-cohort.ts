import type { HandIn, HandInStatistics } from '#cohort';
import { fetchPaper } from '../../assessment/exam/exam-sheet.ts';
import { siteLink } from '../../site/site-link.ts';
import type { ItemsAnswer, ItemsRequest } from './items-worker.ts';

/** Statistics of the questions over all exams that a cohort handed in. @throws Error with the reason. */
export async function itemsOfCohort(
  cohort: string,
  handIns: readonly HandIn[],
): Promise<HandInStatistics> {
  const exams = new Set(handIns.flatMap(({ item }) => (item.kind === 'exam' ? [item.id] : [])));
  const papers = await Promise.all(
    [...exams].map((exam) => fetchPaper(siteLink(`/exams/${exam}/paper.json`))),
  );
  const worker = new Worker(new URL('./items-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<HandInStatistics>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ItemsAnswer>) => {
        if (data.type === 'failed') reject(new RangeError(data.reason));
        else resolve(data.statistics);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message || 'its worker could not be started'));
      };
      const request: ItemsRequest = { cohort, papers };
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
