import { LabError } from '#container';
import {
  FRAME_HEARS,
  type FrameGreeting,
  type FromFrame,
  type ToFrame,
} from '../kernel/frame-protocol.ts';
import { watchPulse, type FramePulse } from './frame-pulse.ts';

/** How long the frame may take to say its first word, in ms. */
const HELLO_TIMEOUT_MS = 15_000;

/**
 * The engine's frame on this page: made hidden, greeted, and heard.
 *
 * `onEnd` is told once when the frame ends by itself: a browser that gives sandboxes a process of their own ends that
 * one, and not the page, when a program in it takes more memory than the browser allows.
 */
export function openFrame(
  url: URL,
  greeting: FrameGreeting,
  hear: (message: FromFrame) => void,
  onEnd: () => void,
): EngineFrame {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Lab engine';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.src = url.href;
  const { port1, port2 } = new MessageChannel();
  const send = (message: ToFrame, transfer: Transferable[] = []) => {
    port1.postMessage(message, transfer);
  };
  let pulse: FramePulse | undefined;
  const closed = new AbortController();
  const greet = () => {
    // The engine is in the sandbox that the frame holds. Its origin is opaque: there is no name for it.
    frame.contentWindow?.[0]?.postMessage(greeting, '*', [port2]);
  };
  const ready = greeted(frame, { port: port1, greet, signal: closed.signal }).then(() => {
    pulse = watchPulse(() => {
      send({ type: 'ping' });
    }, onEnd);
  });
  port1.onmessage = (event: MessageEvent<FromFrame>) => {
    pulse?.answered();
    hear(event.data);
  };
  return {
    ready,
    send,
    close: () => {
      closed.abort();
      pulse?.stop();
      port1.close();
      frame.remove();
    },
  };
}

export interface EngineFrame {
  /**
   * Resolves when the frame has answered.
   *
   * Rejects with LabError `EngineCannotStart` when the frame does not come up or the browser lacks what it needs.
   */
  readonly ready: Promise<void>;
  /** What is sent before the frame is ready waits for it. */
  send(message: ToFrame, transfer?: Transferable[]): void;
  /** Ends everything in the frame, at once. */
  close(): void;
}

/**
 * Greets the sandbox as soon as it says that it hears; at the latest, when its frame has loaded. A frame that was blocked
 * or not found loads too, as an error page: only an answer tells.
 */
function greeted(
  frame: HTMLIFrameElement,
  { port, greet, signal }: { port: MessagePort; greet: () => void; signal: AbortSignal },
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    if (typeof WebAssembly === 'undefined') throw cannotStart('this browser has no WebAssembly');
    if (typeof Worker === 'undefined') throw cannotStart('this browser has no web workers');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hears = ({ source, data }: MessageEvent<unknown>) => {
      if (data === FRAME_HEARS && source === frame.contentWindow?.[0]) greetOnce();
    };
    const greetOnce = () => {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        reject(cannotStart('its frame does not answer; an extension or a policy may block it'));
      }, HELLO_TIMEOUT_MS);
      greet();
    };
    addEventListener('message', hears, { signal });
    frame.onload = greetOnce;
    frame.onerror = () => {
      reject(cannotStart('its frame could not be loaded'));
    };
    port.addEventListener('message', function hello({ data }: MessageEvent<FromFrame>) {
      if (data.type !== 'hello') return;
      port.removeEventListener('message', hello);
      clearTimeout(timer);
      if (data.missing === null) resolve();
      else reject(cannotStart(`this browser has no ${data.missing} in sandboxed frames`));
    });
    document.body.append(frame);
  });
}

function cannotStart(reason: string): LabError {
  return new LabError(
    'EngineCannotStart',
    `The lab cannot start here: ${reason}.`,
    'Use a current version of Chrome, Edge, Firefox or Safari, and allow this site to use frames and workers.',
  );
}
