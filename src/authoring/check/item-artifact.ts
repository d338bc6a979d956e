import { LabError } from '#container';
import { artifactLines, type QuizItem } from '#curriculum';
import type { Content } from '../content.ts';
import { quoteLabFile } from '../quote-lab-file.ts';
import type { ItemFault } from './quiz-items.ts';

/** A quote of a lab's file that is gone, or a marked line that the artifact does not have. */
export function artifactFaults(item: QuizItem, content: Content): ItemFault[] {
  const { artifact } = item;
  if (!artifact) return [];
  let count = artifactLines(artifact.text ?? '').length;
  if (artifact.lab !== undefined && artifact.path !== undefined) {
    const known = content.labs.map(({ id }) => id);
    if (!known.includes(artifact.lab)) {
      return [
        {
          path: ['artifact', 'lab'],
          what: `There is no lab "${artifact.lab}".`,
          todo: `A lab stands in labs/: ${known.join(', ')}.`,
        },
      ];
    }
    try {
      count = quoteLabFile(artifact.lab, artifact.path, artifact.lines, content.root).lines.length;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      // A broken lab.yaml is reported at its own place.
      if (error.name === 'ContentBroken') return [];
      return [{ path: ['artifact', 'path'], what: error.message, todo: error.hint }];
    }
  }
  if (item.kind !== 'mark') return [];
  const named = [...item.lines, ...item.mistakes.map(({ answer }) => answer)];
  const beyond = named.find((line) => line > count);
  if (beyond === undefined) return [];
  return [
    {
      path: ['lines'],
      what: `There is no line ${beyond}: the artifact shows ${count}.`,
      todo: 'Count lines from 1 in what is shown.',
    },
  ];
}
