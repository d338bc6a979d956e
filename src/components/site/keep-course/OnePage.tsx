import { useState } from 'preact/hooks';
import type { LabError } from '#container';
import { asLabError } from './as-lab-error.ts';

interface Props {
  readonly course: string;
  /** Path of the site's root. */
  readonly base: string;
}

/** Hands the course over as one file, made in this browser from the lessons' pages. */
export function OnePage({ course, base }: Props) {
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<LabError>();
  const [busy, setBusy] = useState(false);

  const write = async (): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    setSaid('Putting the lessons together.');
    try {
      const { writeOnePage } = await import('./one-page.ts');
      const root = new URL(base, location.href).href;
      const html = await writeOnePage(root, document);
      download(`${course}.html`, new Blob([html], { type: 'text/html' }));
      setSaid(`Written: ${course}.html, ${Math.ceil(html.length / 1000)} kB.`);
    } catch (error) {
      setSaid('');
      setTrouble(asLabError(error));
    }
    setBusy(false);
  };
  return (
    <div class="one-page">
      <p>
        As one page: all lessons with their drawings, the answers to their questions and the terms
        that they use, in a file that needs no network. It can be printed.
      </p>
      <p class="btns">
        <button class="btn" type="button" aria-disabled={busy} onClick={() => busy || void write()}>
          Download the course as one page
        </button>
        <span class="small dim" role="status">
          {said}
        </span>
      </p>
      {trouble && (
        <p class="keep-trouble" role="alert">
          <strong>{trouble.message}</strong> {trouble.hint}
        </p>
      )}
    </div>
  );
}

function download(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the address over by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
