import { useEffect, useRef, useState } from 'preact/hooks';
import { cameraFault, watchCamera } from './watch-camera.ts';

/** Browsers give a camera only to pages that nobody on the way can have changed. */
const mayAsk = (): boolean =>
  (navigator as Partial<Navigator>).mediaDevices?.getUserMedia !== undefined;

interface Props {
  readonly onLink: (fragment: string) => void;
}

/** Looks through the camera for a certificate's code. The pictures stay in this page. */
export function Camera({ onLink }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');

  useEffect(() => {
    if (!isOpen || !video.current) return undefined;
    setSaid('Looking for a code. Hold it still, and so near that it fills the picture.');
    const watching = watchCamera(video.current, (text) => {
      const fragment = /#([cn]=[\w-]+)$/.exec(text)?.[1];
      if (fragment === undefined) {
        setSaid('That code carries no certificate. The one on a Plumbline certificate does.');
        return;
      }
      setSaid('');
      setOpen(false);
      onLink(fragment);
    });
    watching.ended.catch((error: unknown) => {
      setOpen(false);
      setSaid(cameraFault(error));
    });
    return () => watching.stop();
  }, [isOpen]);

  if (!mayAsk()) {
    return (
      <p>
        Browsers let a page use the camera only when it comes over https or from a disk, and this
        one does not. Point a phone’s camera at the code: it opens this page with the certificate in
        the link.
      </p>
    );
  }
  return (
    <>
      <p>The camera’s pictures are looked at here and go nowhere.</p>
      <button
        class="btn"
        type="button"
        onClick={() => {
          setSaid('');
          setOpen(!isOpen);
        }}
      >
        {isOpen ? 'Close the camera' : 'Open the camera'}
      </button>
      {isOpen && <video ref={video} muted playsInline aria-label="What the camera sees" />}
      <p role="status">{said}</p>
    </>
  );
}
