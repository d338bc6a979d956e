/**
 * Gives memory back at once that nobody reads any more, and not when garbage is collected, which a worker of a few seconds may never
 * come to. Other views of the same buffer are empty afterwards, too; where the platform cannot (ES2023), nothing is done.
 */
export function freeBytes(bytes: Uint8Array | null): void {
  const buffer = bytes?.buffer as { transfer?(lengthBytes: number): unknown } | undefined;
  buffer?.transfer?.(0);
}
