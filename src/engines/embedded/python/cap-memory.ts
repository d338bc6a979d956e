const PAGE_BYTES = 65_536;

/**
 * Holds every memory of this worker to a size. Past it, `grow` fails as if the machine had no more, and Python raises
 * MemoryError and goes on. Emscripten grows only through this call.
 */
export function capMemory(mostBytes: number): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the memory it belongs to, below
  const { grow } = WebAssembly.Memory.prototype;
  Object.defineProperty(WebAssembly.Memory.prototype, 'grow', {
    value(this: WebAssembly.Memory, pages: number) {
      if (this.buffer.byteLength + pages * PAGE_BYTES > mostBytes) {
        throw new RangeError(`a lab's Python may use ${mostBytes} bytes of memory`);
      }
      return Reflect.apply(grow, this, [pages]);
    },
  });
}
