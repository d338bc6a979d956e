import { useEffect, useRef, useState } from 'preact/hooks';

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

/** Where the browser can read codes by itself; our types do not know the class yet. */
const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

const canScan = (): boolean =>
  detectorClass() !== undefined &&
  (navigator as Partial<Navigator>).mediaDevices?.getUserMedia !== undefined;

interface Props {
  readonly onLink: (fragment: string) => void;
}

/** The camera, where the browser can read codes by itself. The pictures stay in this page. */
export function Camera({ onLink }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [able, setAble] = useState<boolean>();

  useEffect(() => setAble(canScan()), []);
  useEffect(() => {
    const Detect = detectorClass();
    if (!isOpen || !Detect) return undefined;
    const watching = watch(new Detect({ formats: ['qr_code'] }), video.current, (text) => {
      const fragment = /#([cn]=[\w-]+)$/.exec(text)?.[1];
      if (fragment === undefined) {
        setSaid('That code carries no certificate. The one on a Plumbline certificate does.');
        return;
      }
      setOpen(false);
      onLink(fragment);
    });
    watching.failed.catch((error: unknown) => {
      setOpen(false);
      setSaid(
        `The camera did not open (${error instanceof Error ? error.name : 'no reason given'}). Allow it for this page, or open the code with the phone’s own camera.`,
      );
    });
    return () => watching.stop();
  }, [isOpen]);

  return (
    <>
      {able === false && (
        <p>
          This browser cannot read codes by itself. Point a phone’s camera at the code: it opens
          this page with the certificate in the link.
        </p>
      )}
      {able && (
        <>
          <p>The camera’s pictures are looked at here and go nowhere.</p>
          <button class="btn" type="button" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Close the camera' : 'Open the camera'}
          </button>
          {isOpen && <video ref={video} muted playsInline aria-label="What the camera sees" />}
        </>
      )}
      <p role="status">{said}</p>
    </>
  );
}

function watch(
  detector: Detector,
  video: HTMLVideoElement | null,
  found: (text: string) => void,
): { readonly stop: () => void; readonly failed: Promise<void> } {
  let stream: MediaStream | undefined;
  let stopped = false;
  const isRunning = (): boolean => !stopped;
  const stop = (): void => {
    stopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async (): Promise<void> => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (!isRunning() || !video) {
      stop();
      return;
    }
    video.srcObject = stream;
    await video.play();
    while (isRunning()) {
      const [code] = await detector.detect(video);
      if (code) found(code.rawValue);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  };
  return { stop, failed: look() };
}
