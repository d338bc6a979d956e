import type { LoadProgress } from '#container';

/** One part's way over the wire in words: "Python 6.1 of 12.7 MB". */
export function loadInWords({ part, loadedBytes, totalBytes }: LoadProgress): string {
  return `${part} ${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB`;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

/** The newest state of each part, in the order in which the parts were first heard of. */
export function withProgress(
  parts: readonly LoadProgress[],
  progress: LoadProgress,
): readonly LoadProgress[] {
  return parts.some(({ part }) => part === progress.part)
    ? parts.map((known) => (known.part === progress.part ? progress : known))
    : [...parts, progress];
}

/** Parts that are still on their way. */
export function unfinished(parts: readonly LoadProgress[]): readonly LoadProgress[] {
  return parts.filter(({ loadedBytes, totalBytes }) => loadedBytes < totalBytes);
}
