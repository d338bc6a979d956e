/** Lines of a written artifact, in order, without the line end that closes it. */
export function artifactLines(written: string): readonly string[] {
  return written.replace(/\n+$/, '').split('\n');
}
