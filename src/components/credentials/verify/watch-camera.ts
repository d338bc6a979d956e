import { codeReader } from './code-reader.ts';

/** A camera that is looked through until it is stopped. */
export interface Watching {
  /** Lets go of the camera. */
  readonly stop: () => void;
  /** Settles when it is stopped; rejects with the browser's `DOMException` when there is no camera to look through, or none any more. */
  readonly ended: Promise<void>;
}

/** A code of 133 squares on paper takes more than the 640 × 480 that a camera gives unasked. */
const WISHED = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Shows in `video` what the camera sees, and tells the text of each code in it, as often as it is seen. */
export function watchCamera(video: HTMLVideoElement, found: (text: string) => void): Watching {
  const stopped = new AbortController();
  const isStopped = (): boolean => stopped.signal.aborted;
  const look = async (): Promise<void> => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: WISHED });
    const release = (): void => {
      for (const track of stream.getTracks()) track.stop();
    };
    if (isStopped()) {
      release();
      return;
    }
    stopped.signal.addEventListener('abort', release);
    const isLost = (): boolean => stream.getTracks().some((track) => track.readyState === 'ended');
    video.srcObject = stream;
    await video.play();
    const reader = await codeReader();
    while (!isStopped()) {
      if (isLost()) throw new DOMException('The camera is gone.', 'NotReadableError');
      const [code] = await reader.detect(video);
      if (code && !isStopped()) found(code.rawValue);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  return {
    stop: () => stopped.abort(),
    // What is cut off by the stop itself, such as `play()`, is no failure.
    ended: look().catch((error: unknown) => {
      if (!isStopped()) throw error;
    }),
  };
}

/** Why no camera could be looked through, and what helps, in a sentence or two. */
export function cameraFault(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError')
    return 'This page may not use the camera. Allow it in the browser’s settings for this site and open it again; or point a phone’s own camera at the code.';
  if (name === 'NotFoundError')
    return 'No camera was found on this device. Point a phone’s own camera at the code instead.';
  if (name === 'NotReadableError')
    return 'The camera gives no picture: another program may be using it, or it was unplugged. Close that program, and open the camera again.';
  return `The camera did not open (${name || 'no reason given'}). Point a phone’s own camera at the code instead.`;
}
