import { Readable, Writable } from 'readable-stream';
import { loop } from '../core/event-loop.ts';
import { closeFile, openFile, readFlags, readFrom, writeTo } from './fs-descriptors.ts';
import { modeOf, shownPath } from './fs-arguments.ts';

interface StreamOptions {
  readonly flags?: string;
  readonly encoding?: string | null;
  readonly fd?: number | null;
  readonly mode?: number;
  readonly start?: number;
  readonly end?: number;
  readonly highWaterMark?: number;
  readonly autoClose?: boolean;
  readonly emitClose?: boolean;
  readonly signal?: AbortSignal;
}

const optionsOf = (options: unknown): StreamOptions =>
  typeof options === 'string' ? { encoding: options } : (options ?? {});

interface FileStream {
  path: string | undefined;
  fd: number | null;
  pending: boolean;
  bytesRead: number;
  bytesWritten: number;
  pos: number | undefined;
}

type Done = (error?: Error | null) => void;

/** Opens in the poll phase, as a file that is opened by the system. */
function opening(
  stream: FileStream & { emit(name: string, ...args: unknown[]): boolean },
  path: unknown,
  flags: string,
  options: StreamOptions,
  done: Done,
): void {
  if (typeof options.fd === 'number') {
    stream.fd = options.fd;
    done();
    return;
  }
  loop.complete(() => {
    try {
      stream.fd = openFile(
        shownPath(path),
        readFlags(options.flags ?? flags),
        modeOf(options.mode, 0o666),
      );
    } catch (error) {
      done(error as Error);
      return;
    }
    stream.pending = false;
    done();
    stream.emit('open', stream.fd);
    stream.emit('ready');
  });
}

function closing(stream: FileStream, error: Error | null, done: Done): void {
  const { fd } = stream;
  stream.fd = null;
  loop.complete(() => {
    if (fd !== null) closeFile(fd);
    done(error);
  });
}

export class ReadStream extends Readable {
  constructor(path: unknown, given?: unknown) {
    const options = optionsOf(given);
    if (typeof options.fd !== 'number') shownPath(path);
    let position = options.start ?? 0;
    const last = options.end ?? Infinity;
    super({
      highWaterMark: options.highWaterMark ?? 64 * 1024,
      ...(options.encoding === undefined || options.encoding === null
        ? {}
        : { encoding: options.encoding }),
      emitClose: options.emitClose ?? true,
      autoDestroy: options.autoClose ?? true,
      ...(options.signal ? { signal: options.signal } : {}),
      construct: (done: Done) => {
        opening(file, path, 'r', options, done);
      },
      read: (size: number) => {
        loop.complete(() => {
          if (file.fd === null) return;
          try {
            const part = readFrom(file.fd, Math.min(size, last - position + 1), position);
            position += part.length;
            file.bytesRead += part.length;
            this.push(part.length === 0 ? null : Buffer.from(part));
          } catch (error) {
            this.destroy(error as Error);
          }
        });
      },
      destroy: (error: Error | null, done: Done) => {
        closing(file, error, done);
      },
    });
    const file = Object.assign(this, {
      path: typeof path === 'string' ? path : undefined,
      fd: null,
      pending: true,
      bytesRead: 0,
    }) as unknown as this & FileStream;
  }

  close(callback?: () => void): void {
    if (callback) this.once('close', callback);
    this.destroy();
  }
}

export class WriteStream extends Writable {
  constructor(path: unknown, given?: unknown) {
    const options = optionsOf(given);
    if (typeof options.fd !== 'number') shownPath(path);
    let position = options.start ?? null;
    super({
      highWaterMark: options.highWaterMark ?? 64 * 1024,
      decodeStrings: true,
      defaultEncoding: options.encoding ?? 'utf8',
      emitClose: options.emitClose ?? true,
      autoDestroy: options.autoClose ?? true,
      ...(options.signal ? { signal: options.signal } : {}),
      construct: (done: Done) => {
        opening(file, path, 'w', options, done);
      },
      write: (chunk: Uint8Array, _encoding: string, done: Done) => {
        loop.complete(() => {
          try {
            const written = writeTo(file.fd ?? -1, chunk, position);
            if (position !== null) position += written;
            file.bytesWritten += written;
            done();
          } catch (error) {
            done(error as Error);
          }
        });
      },
      destroy: (error: Error | null, done: Done) => {
        closing(file, error, done);
      },
    });
    const file = Object.assign(this, {
      path: typeof path === 'string' ? path : undefined,
      fd: null,
      pending: true,
      bytesWritten: 0,
    }) as unknown as this & FileStream;
  }

  close(callback?: () => void): void {
    if (callback) {
      if (this.destroyed) loop.nextTick(callback);
      else this.once('close', callback);
    }
    this.end();
  }
}
