/** The contents of an asset as it came over the wire, unpacked on this thread. */
export async function unpack(wire: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  // Some servers unpack `.gz` on the way.
  if (wire[0] !== 0x1f || wire[1] !== 0x8b) return wire;
  const unpacked = new Blob([wire]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

interface Contents {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly module: WebAssembly.Module;
}

interface Task {
  readonly id: number;
  readonly wire: Uint8Array<ArrayBuffer>;
  readonly as: keyof Contents;
}

/** Unpacks large assets on a thread of its own: a frame may share its thread with the page. */
export class Unpacker {
  readonly #worker: Worker;
  readonly #url: string;
  readonly #asked = new Map<
    number,
    { resolve: (contents: never) => void; reject: (error: Error) => void }
  >();
  #lastId = 0;

  constructor() {
    const script = new Blob([`(${unpackInWorker.toString()})()`], { type: 'text/javascript' });
    this.#url = URL.createObjectURL(script);
    this.#worker = new Worker(this.#url);
    this.#worker.onmessage = (event: MessageEvent<{ id: number; error?: string }>) => {
      const { id, error } = event.data;
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      if (error === undefined)
        asked?.resolve((event.data as { contents?: never }).contents as never);
      else asked?.reject(new Error(`a part could not be unpacked: ${error}`));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.#asked.values()) reject(new Error(event.message));
      this.#asked.clear();
    };
  }

  /** The buffer is transferred. @throws Error when it is no gzip, or (as a module) no WebAssembly. */
  unpack<As extends keyof Contents>(wire: Uint8Array<ArrayBuffer>, as: As): Promise<Contents[As]> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      const task: Task = { id, wire, as };
      this.#worker.postMessage(task, [wire.buffer]);
    });
  }

  end(): void {
    this.#worker.terminate();
    URL.revokeObjectURL(this.#url);
  }
}

/** The worker's whole script: its text is what runs there, so it may use nothing from outside of itself. */
function unpackInWorker(): void {
  const scope = globalThis as unknown as {
    onmessage: (event: MessageEvent<Task>) => void;
    postMessage(message: object, transfer: Transferable[]): void;
  };
  /** Frees what was read at once: garbage of a file is as large as the file. Browsers of before 2024 wait for its collection. */
  const free = (bytes: Uint8Array): void => {
    (bytes.buffer as { transfer?(lengthBytes: number): unknown }).transfer?.(0);
  };
  /** A Response would hold all of it twice at its end. */
  const readInto = async (
    bytes: Uint8Array<ArrayBuffer>,
    stream: ReadableStream<Uint8Array>,
  ): Promise<void> => {
    const reader = stream.getReader();
    let at = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes.set(part.value, at);
      at += part.value.length;
      free(part.value);
    }
    if (at < bytes.length) throw new RangeError('it is cut');
  };
  const contentsOf = async ({ wire, as }: Task): Promise<[object, Transferable[]]> => {
    const isPacked = wire[0] === 0x1f && wire[1] === 0x8b;
    if (!isPacked && as === 'bytes') return [wire, [wire.buffer]];
    // A gzip ends with the size of its contents, in bytes.
    const size = new DataView(wire.buffer, wire.byteOffset).getUint32(wire.length - 4, true);
    const headers = { 'Content-Type': 'application/wasm' };
    // A blob has its own copy; what a Response is made of WebKit reads later.
    const came = new Blob([wire]).stream();
    free(wire);
    const stream = isPacked ? came.pipeThrough(new DecompressionStream('gzip')) : came;
    if (as === 'module')
      return [await WebAssembly.compileStreaming(new Response(stream, { headers })), []];
    const bytes = new Uint8Array(size);
    await readInto(bytes, stream);
    return [bytes, [bytes.buffer]];
  };
  scope.onmessage = ({ data: task }) => {
    contentsOf(task).then(
      ([contents, transfer]) => {
        scope.postMessage({ id: task.id, contents }, transfer);
      },
      (error: unknown) => {
        scope.postMessage({ id: task.id, error: String(error) }, []);
      },
    );
  };
}
