/** Hands bytes to the learner's device as a file. */
export function downloadBytes(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Has the browser save a file of the work, when it is still there. */
export function downloadFile(
  workspace: { bytesOf(path: string): Uint8Array | undefined },
  path: string,
): void {
  const bytes = workspace.bytesOf(path);
  if (bytes) downloadBytes(path.slice(path.lastIndexOf('/') + 1), bytes);
}
