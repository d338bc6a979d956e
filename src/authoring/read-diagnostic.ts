import type { DiagnosticFile, Proof } from '#curriculum';
import { diagnosticFiles } from './content.ts';
import { refuseBroken } from './problem.ts';

/**
 * The questions that prove claims, in their file's order; none where a site has no diagnostic.
 *
 * @throws LabError `ContentBroken` with every fault of the file.
 */
export function readDiagnostic(root = '.'): readonly Proof[] {
  const files = diagnosticFiles(root);
  refuseBroken(files.flatMap(({ problems }) => problems));
  return files.flatMap(({ data }) => (data as DiagnosticFile).items);
}
