import { formatDate } from '../dates.ts';
import { subjectOf, type Commit } from '../objects/commit.ts';
import type { Session } from '../session.ts';
import { compareFiles } from './compare-files.ts';
import { findRenames } from './renames.ts';
import { formatModeLines, formatSummary, measure } from './stat.ts';

/** What git prints after a commit: `[main 1a2b3c4] subject`, the size of the change, files made and gone. */
export function commitSummary(
  session: Session,
  oid: string,
  commit: Commit,
  { showDate, isFirst }: { readonly showDate: boolean; readonly isFirst: boolean },
): string {
  const { repository } = session;
  const { store, refs } = repository;
  const branch = refs.currentBranch() ?? 'detached HEAD';
  const root = isFirst ? ' (root-commit)' : '';
  let text = `[${branch}${root} ${store.abbreviate(oid)}] ${subjectOf(commit.message)}\n`;
  const { author, committer } = commit;
  if (author.name !== committer.name || author.email !== committer.email) {
    text += ` Author: ${author.name} <${author.email}>\n`;
  }
  if (showDate) text += ` Date: ${formatDate(author, 'default', session.nowSeconds)}\n`;
  if (commit.parents.length > 1) return text;
  const contents = (version: { oid: string }) => store.read(version.oid).body;
  const changes = findRenames(
    compareFiles(repository.filesAt(commit.parents[0]), repository.filesAt(oid)),
    contents,
  );
  if (changes.length === 0) return text;
  const quoteAll = repository.config.flag('core.quotepath', true);
  return text + formatSummary(measure(changes, contents)) + formatModeLines(changes, quoteAll);
}
