import { useEffect, useState } from 'preact/hooks';
import type { ExamHandIn } from './ExamHandIn.tsx';

type Props = Parameters<typeof ExamHandIn>[0];

/** Fetches what a hand-in needs: once a sitting is open, so that no network is needed at its end. */
export async function fetchHandIn(): Promise<typeof ExamHandIn> {
  const [{ ExamHandIn: Part }] = await Promise.all([
    import('./ExamHandIn.tsx'),
    import('./hand-in.ts'),
    import('./proposed-id.ts'),
  ]);
  return Part;
}

/** The hand-in of a sitting that has ended. */
export function ExamHandInOnDemand(props: Props) {
  const [Part, setPart] = useState<typeof ExamHandIn>();
  const [isMissing, setMissing] = useState(false);
  const fetch = (): void => {
    setMissing(false);
    fetchHandIn().then(
      (part) => setPart(() => part),
      () => setMissing(true),
    );
  };
  useEffect(fetch, []);
  if (Part) return <Part {...props} />;
  return (
    <p class="exam-saved small" role="status">
      {isMissing && (
        <>
          What makes the hand-in is not on this device yet, and there is no network now. Your
          answers are kept.{' '}
          <button class="btn tight" type="button" onClick={fetch}>
            Try again
          </button>
        </>
      )}
    </p>
  );
}
