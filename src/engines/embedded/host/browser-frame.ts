import { LabError } from '#container';
import type { Spares } from '../frame/worker-host.ts';
import type { FromFrame, ToFrame } from '../kernel/frame-protocol.ts';
import { watchPulse } from './frame-pulse.ts';

/** How long the frame may take to say its first word, in ms. */
const HELLO_TIMEOUT_MS = 15_000;

/**
 * The engine's frame on this page: made hidden, greeted, and heard.
 *
 * `onEnd` is told once when the frame ends by itself: a browser that gives sandboxes a process of their own ends that
 * one, and not the page, when a program in it takes more memory than the browser allows.
 *
 * @throws LabError `EngineCannotStart` when the frame does not come up or the browser lacks what it needs.
 */
export async function openFrame(
  url: URL,
  spares: Spares,
  hear: (message: FromFrame) => void,
  onEnd: () => void,
): Promise<EngineFrame> {
  if (typeof WebAssembly === 'undefined') throw cannotStart('this browser has no WebAssembly');
  if (typeof Worker === 'undefined') throw cannotStart('this browser has no web workers');
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Lab engine';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.src = url.href;
  const { port1, port2 } = new MessageChannel();
  try {
    await loaded(frame);
    await greeted(frame, port1, port2, spares);
  } catch (error) {
    frame.remove();
    throw error;
  }
  const pulse = watchPulse(() => {
    port1.postMessage({ type: 'ping' } satisfies ToFrame);
  }, onEnd);
  port1.onmessage = (event: MessageEvent<FromFrame>) => {
    pulse.answered();
    hear(event.data);
  };
  return {
    send: (message, transfer = []) => {
      port1.postMessage(message, transfer);
    },
    close: () => {
      pulse.stop();
      port1.close();
      frame.remove();
    },
  };
}

export interface EngineFrame {
  send(message: ToFrame, transfer?: Transferable[]): void;
  /** Ends everything in the frame, at once. */
  close(): void;
}

function loaded(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve, reject) => {
    frame.onload = () => {
      resolve();
    };
    frame.onerror = () => {
      reject(cannotStart('its frame could not be loaded'));
    };
    document.body.append(frame);
  });
}

/** A frame that was blocked or not found loads too, as an error page: only an answer tells. */
function greeted(
  frame: HTMLIFrameElement,
  port1: MessagePort,
  port2: MessagePort,
  spares: Spares,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(cannotStart('its frame does not answer; an extension or a policy may block it'));
    }, HELLO_TIMEOUT_MS);
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => {
      if (data.type !== 'hello') return;
      clearTimeout(timer);
      if (data.missing === null) resolve();
      else reject(cannotStart(`this browser has no ${data.missing} in sandboxed frames`));
    };
    // The engine is in the sandbox that the frame holds. Its origin is opaque: there is no name for it.
    frame.contentWindow?.[0]?.postMessage({ spares }, '*', [port2]);
  });
}

function cannotStart(reason: string): LabError {
  return new LabError(
    'EngineCannotStart',
    `The lab cannot start here: ${reason}.`,
    'Use a current version of Chrome, Edge, Firefox or Safari, and allow this site to use frames and workers.',
  );
}
