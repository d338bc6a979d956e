import { useEffect, useState } from 'preact/hooks';
import type { Camera } from './Camera.tsx';

interface Props {
  readonly onLink: (fragment: string) => void;
}

/** Reads a certificate's code with the camera. What drives it comes behind the page, to be there without a network. */
export function ScanCode({ onLink }: Props) {
  const [Part, setPart] = useState<typeof Camera>();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    import('./Camera.tsx').then(
      (part) => setPart(() => part.Camera),
      // Without it the other ways in stay.
      () => undefined,
    );
  }, []);
  return (
    <details onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary>Scan the code of a printed certificate</summary>
      {/* No camera runs behind a closed summary. */}
      {isShown &&
        (Part ? <Part onLink={onLink} /> : <p>The part that reads codes is not here yet.</p>)}
    </details>
  );
}
