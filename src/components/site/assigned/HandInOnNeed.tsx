import { useEffect, useState } from 'preact/hooks';
import type { LearnedHandIn, LearnedHandInProps } from '../../assessment/learned/LearnedHandIn.tsx';

/** The hand-in of a quiz or a lesson, whose code is loaded by whoever has something to hand in. */
export function HandInOnNeed(props: LearnedHandInProps) {
  const [part, setPart] = useState<{ readonly View: typeof LearnedHandIn }>();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    import('../../assessment/learned/LearnedHandIn.tsx').then(
      ({ LearnedHandIn: View }) => setPart({ View }),
      () => setMissing(true),
    );
  }, []);
  if (part) return <part.View {...props} />;
  return (
    <div class="learned-hand-in">
      {isMissing && (
        <p class="small w-fail" role="alert">
          It could not be loaded. Open the page again; what you did is kept.
        </p>
      )}
    </div>
  );
}
