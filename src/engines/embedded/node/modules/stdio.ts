import { Readable, Writable } from 'readable-stream';
import { kernel } from '../core/kernel-link.ts';
import { loop } from '../core/event-loop.ts';
import { output } from '../core/output.ts';
import { state } from '../core/process-state.ts';
import { notInLab } from '../core/node-error.ts';

/** What came on standard input and was not yet read; `null` is its end. */
const arrived: (Uint8Array | null)[] = [];
let ended = false;
let wanted = false;
let interactive = false;
let wake: (() => void) | undefined;
let hold: (() => void) | undefined;

/** Standard input as the kernel gives it: known at the start, or to come. */
export function beginInput(known: Uint8Array | null, more: boolean): void {
  interactive = more;
  if (known && known.length > 0) arrived.push(known);
  if (!more) arrived.push(null);
  kernel.on('input', ({ data }) => {
    wanted = false;
    arrived.push(data);
    loop.arrive(() => wake?.());
  });
}

/** All that is left of input that is known, for `readFileSync(0)`. */
export function readAllInput(most = Infinity): Uint8Array {
  if (interactive) {
    throw notInLab(
      'reading standard input at once',
      'keys arrive while the program waits; use process.stdin or readline',
    );
  }
  const chunk = arrived[0];
  if (!chunk) return new Uint8Array(0);
  const part = chunk.subarray(0, most);
  if (part.length === chunk.length) arrived.shift();
  else arrived[0] = chunk.subarray(part.length);
  return part;
}

interface InputStream extends Readable {
  fd: number;
  isTTY?: boolean;
  setRawMode?: (raw: boolean) => unknown;
  ref(): InputStream;
  unref(): InputStream;
}

function letGo(): void {
  hold?.();
  hold = undefined;
}

export function makeStdin(): InputStream {
  let counted = true;
  let waiting = false;
  const stream = new Readable({
    highWaterMark: 64 * 1024,
    read(this: Readable) {
      waiting = true;
      pump();
    },
    destroy(this: Readable, error: Error | null, done: (error: Error | null) => void) {
      letGo();
      done(error);
    },
  }) as InputStream;
  const pump = () => {
    while (waiting && arrived.length > 0) {
      const chunk = arrived.shift();
      if (chunk === null || chunk === undefined) {
        ended = true;
        waiting = false;
        letGo();
        stream.push(null);
        return;
      }
      waiting = false;
      if (!stream.push(Buffer.from(chunk))) break;
    }
    if (!waiting || ended || stream.destroyed) return;
    if (counted && stream.readableFlowing !== false) hold ??= loop.hold();
    if (wanted) return;
    wanted = true;
    output.flush();
    kernel.say({ type: 'input-wanted' });
  };
  wake = pump;
  stream.fd = 0;
  if (state.stdinIsTerminal) {
    stream.isTTY = true;
    stream.setRawMode = () => {
      throw notInLab('setRawMode', 'the terminal of a lab hands over whole lines');
    };
  }
  stream.ref = () => {
    counted = true;
    pump();
    return stream;
  };
  stream.unref = () => {
    counted = false;
    letGo();
    return stream;
  };
  stream.on('pause', letGo);
  stream.on('resume', () => {
    if (waiting && counted && !ended) hold ??= loop.hold();
  });
  return stream;
}

interface OutputStream extends Writable {
  fd: number;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  _type?: string;
}

const encoder = new TextEncoder();

export function makeOutput(fd: 1 | 2): OutputStream {
  const stream = new Writable({
    decodeStrings: false,
    emitClose: false,
    autoDestroy: false,
    write(chunk: string | Uint8Array, encoding: string, done: () => void) {
      const bytes =
        typeof chunk !== 'string'
          ? chunk
          : encoding === 'utf8' || encoding === 'utf-8'
            ? encoder.encode(chunk)
            : Buffer.from(chunk, encoding as 'hex');
      output.write(fd, bytes);
      done();
    },
  }) as OutputStream;
  stream.fd = fd;
  Object.defineProperty(stream, 'destroy', {
    value: () => stream,
    writable: true,
    configurable: true,
  });
  if (state.stdoutIsTerminal) {
    Object.assign(stream, {
      isTTY: true,
      columns: state.columns,
      rows: state.rows,
      getColorDepth: () => 8,
      hasColors: (count = 16) => count <= 256,
      getWindowSize: () => [state.columns, state.rows],
      clearLine: (direction: number, callback?: () => void) =>
        put(
          stream,
          direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K',
          callback,
        ),
      cursorTo: (x: number, y?: number, callback?: () => void) =>
        put(stream, y === undefined ? `\u001b[${x + 1}G` : `\u001b[${y + 1};${x + 1}H`, callback),
      moveCursor: (dx: number, dy: number, callback?: () => void) =>
        put(
          stream,
          `${dx > 0 ? `\u001b[${dx}C` : dx < 0 ? `\u001b[${-dx}D` : ''}${dy > 0 ? `\u001b[${dy}B` : dy < 0 ? `\u001b[${-dy}A` : ''}`,
          callback,
        ),
      clearScreenDown: (callback?: () => void) => put(stream, '\u001b[0J', callback),
    });
  }
  return stream;
}

const put = (stream: Writable, text: string, callback?: () => void): boolean =>
  stream.write(text, callback);
