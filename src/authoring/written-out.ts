import type { Artifact } from '#curriculum';
import { quoteLabFile } from './quote-lab-file.ts';

/**
 * The artifact with its text: a quote becomes what it quotes.
 *
 * @throws LabError `LabFileGone` or `LabLinesGone` for a quote that is gone.
 */
export function writtenOut(artifact: Artifact, root: string): Artifact {
  const { lab, path, lines, name, note } = artifact;
  if (lab === undefined || path === undefined) return artifact;
  const quote = quoteLabFile(lab, path, lines, root);
  return {
    name: name ?? quote.name,
    note: note ?? `from the lab “${quote.labTitle}”`,
    text: quote.lines.map(({ text }) => `${text}\n`).join(''),
  };
}
