import { fromJsonTree, LabError, layAnswerOver, type FileTree } from '#container';
import { siteLink } from '../site/site-link.ts';
import { generateData } from './generate-data.ts';
import type { SolutionFile, StarterFile } from './served-files.ts';

/** The files of a lab for one learner, before its `setup.sh` has run. */
export interface LabFiles {
  readonly tree: FileTree;
  readonly setup: string | undefined;
  /** Digest by path of what was laid. */
  readonly origin: Readonly<Record<string, string>>;
}

const starters = new Map<string, Promise<StarterFile>>();

/**
 * What all learners of a lab begin with. What the site gave first holds for as long as the page is open: files and `setup.sh` are
 * of one version.
 *
 * @throws LabError `LabFileUnreadable`
 */
export function loadStarter(lab: string): Promise<StarterFile> {
  const loading =
    starters.get(lab) ?? fetchJson<StarterFile>(siteLink(`/labs/${lab}/starter.json`));
  starters.set(lab, loading);
  loading.catch(() => starters.delete(lab));
  return loading;
}

/** Starter and generated files of a lab. @throws LabError `LabFileUnreadable`. */
export async function loadLabFiles(lab: string, seed: string): Promise<LabFiles> {
  const starter = await loadStarter(lab);
  const { files, setup } = starter;
  const { tree, origin } = await generateData({ lab, seed, files }).catch(
    rethrow('The lab’s data could not be made.'),
  );
  return { tree, setup, origin };
}

/** The solution of a lab, laid over the learner's own starting files. @throws LabError `LabFileUnreadable`. */
export async function loadSolution(
  lab: string,
  seed: string,
): Promise<{ readonly tree: FileTree; readonly answer: string | undefined }> {
  const [start, solution] = await Promise.all([
    loadLabFiles(lab, seed),
    fetchJson<SolutionFile>(siteLink(`/labs/${lab}/solution.json`)),
  ]);
  return { tree: layAnswerOver(start.tree, fromJsonTree(solution.files)), answer: solution.answer };
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url).catch(rethrow(`${url} could not be fetched.`));
  if (!response.ok) throw unreadable(`${url} answered ${response.status}.`);
  return (await response.json()) as T;
}

const rethrow =
  (what: string) =>
  (error: unknown): never => {
    throw unreadable(what, error);
  };

function unreadable(what: string, cause?: unknown): LabError {
  return new LabError('LabFileUnreadable', what, 'Reload the page. Your saved work is untouched.', {
    cause,
  });
}
