import { textFile, type FileTree } from '#container';
import { applicationsCsv, table } from '#harborlight';

/** The twelve weeks of applications that this learner finds. */
export function generate(seed: string): FileTree {
  const train = table('train', seed, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
  return { 'data/applications.csv': textFile(applicationsCsv(train)) };
}
