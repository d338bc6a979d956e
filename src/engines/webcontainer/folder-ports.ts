import type { WebContainer } from '@webcontainer/api';
import {
  joinBytes,
  LabError,
  type AskOptions,
  type LabPorts,
  type LabRequest,
  type LabResponse,
  type LabResponseStream,
} from '#container';
import { portError } from '../embedded/kernel/client-ports.ts';
import { readRequest } from '../embedded/kernel/http-message.ts';
import { DEFAULT_LIMITS } from '../embedded/kernel/limits.ts';
import type { LabTools } from './lab-tools.ts';
import type { PortAnswerLine, PortQuestion } from './tools/ask-port.ts';

interface PortParts {
  readonly real: WebContainer;
  readonly tools: LabTools;
  /** Ports that are open in the real container now. */
  readonly open: ReadonlySet<number>;
  /** A new file beside the labs' folders, from the working directory of the real container. */
  readonly newFile: () => string;
  readonly assertOpen: () => void;
}

/**
 * The ports of the real container, which all labs in it share.
 *
 * A page cannot read what the container's own addresses answer, so a program in the container asks for it.
 */
export class FolderPorts implements LabPorts {
  readonly #of: PortParts;

  constructor(parts: PortParts) {
    this.#of = parts;
  }

  list(): Promise<readonly number[]> {
    return Promise.resolve([...this.#of.open].sort((a, b) => a - b));
  }

  async request(port: number, request: LabRequest, options?: AskOptions): Promise<LabResponse> {
    const { body, ...head } = await this.stream(port, request, options);
    const parts: Uint8Array[] = [];
    for (const reader = body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
    }
    return { ...head, body: joinBytes(parts) };
  }

  async stream(
    port: number,
    request: LabRequest,
    { signal }: AskOptions = {},
  ): Promise<LabResponseStream> {
    const { real, tools, newFile, assertOpen } = this.#of;
    assertOpen();
    signal?.throwIfAborted();
    const read = readRequest(request, DEFAULT_LIMITS.bodyBytes);
    if (typeof read === 'string') throw portError({ code: 'EINVAL', message: read });
    const file = newFile();
    const { method, path, headers, body } = read;
    const question: PortQuestion = { method, path, headers, base64: toBase64(body) };
    await real.fs.writeFile(file, JSON.stringify(question));
    const words = [tools.bundle, 'ask', String(port), `${real.workdir}/${file}`];
    const process = await real.spawn('node', words);
    const hangUp = () => {
      process.kill();
    };
    signal?.addEventListener('abort', hangUp, { once: true });
    const lines = process.output.pipeThrough(linesOf()).getReader();
    const next = async (): Promise<PortAnswerLine> => {
      const { done, value } = await lines.read();
      signal?.throwIfAborted();
      if (!done) return value;
      throw portError({
        code: 'ECONNRESET',
        message: `nobody asked port ${port}: the lab was closed`,
      });
    };
    const first = await next();
    if ('fail' in first) throw portError(first.fail);
    if (!('head' in first)) throw brokenAnswer(port);
    let bytes = 0;
    const bodyStream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const line = await next();
        if ('fail' in line) throw portError(line.fail);
        if ('end' in line) controller.close();
        else if ('data' in line) {
          const data = fromBase64(line.data);
          bytes += data.length;
          if (bytes > DEFAULT_LIMITS.bodyBytes) {
            hangUp();
            const message = `the answer of port ${port} is longer than ${DEFAULT_LIMITS.bodyBytes} bytes`;
            throw portError({ code: 'EFBIG', message });
          }
          controller.enqueue(data);
        } else throw brokenAnswer(port);
      },
      cancel: hangUp,
    });
    return { ...first.head, body: bodyStream };
  }
}

/** The text of a process as the lines of JSON that stand in it. */
function linesOf(): TransformStream<string, PortAnswerLine> {
  let pending = '';
  return new TransformStream({
    transform(text, controller) {
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) controller.enqueue(JSON.parse(line) as PortAnswerLine);
    },
  });
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const brokenAnswer = (port: number): LabError =>
  new LabError(
    'EngineDoesNotAnswer',
    `The lab's own program did not tell what port ${port} answered.`,
    'Try again, or choose the built-in engine.',
  );
