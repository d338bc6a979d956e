/** An error in words that say what to do. */
export function faultOf(error: unknown): string {
  if (error instanceof Error && 'hint' in error) {
    return [error.message, String(error.hint)].filter((part) => part !== '').join(' ');
  }
  if (error instanceof RangeError) return error.message;
  const reason = error instanceof Error ? error.message : 'no reason given';
  return `The browser did not carry it out (${reason}). Nothing was changed.`;
}
