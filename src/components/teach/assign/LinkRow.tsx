import { useState } from 'preact/hooks';
import type { SentLetter } from '#cohort';
import { qrSquares } from '../../site/qr-squares.ts';
import { ModalDialog } from '../desk/ModalDialog.tsx';

interface Props {
  readonly sent: SentLetter;
  readonly attempt: (work: () => Promise<string>) => void;
}

/** One link: to be copied, with its letter, or as a code. */
export function LinkRow({ sent: { learner, link, letter }, attempt }: Props) {
  const [shown, setShown] = useState<'letter' | 'code'>();
  const whose = learner?.name ?? 'all';
  const copy = (text: string, what: string): void =>
    attempt(async () => {
      await copied(text);
      return `${what} for ${whose} is copied.`;
    });
  return (
    <tr>
      <th scope="row">{learner ? <bdi>{learner.name}</bdi> : 'The link for all'}</th>
      <td>{letter.to === '' ? <span class="dim">none</span> : letter.to}</td>
      <td data-l="Id">
        {learner ? <code>{learner.id}</code> : <span class="dim">typed by each</span>}
      </td>
      <td class="teach-acts">
        <button
          class="btn tight quiet"
          type="button"
          aria-label={`Copy the link for ${whose}`}
          onClick={() => copy(link, 'The link')}
        >
          Copy link
        </button>
        <button
          class="btn tight quiet"
          type="button"
          aria-label={`Letter for ${whose}`}
          onClick={() => setShown('letter')}
        >
          Letter
        </button>
        <button
          class="btn tight quiet"
          type="button"
          aria-label={`Code for ${whose}`}
          onClick={() => setShown('code')}
        >
          Code
        </button>
        {shown === 'letter' && (
          <ModalDialog title={`Letter for ${whose}`} onClose={() => setShown(undefined)} wide>
            <dl class="assign-letter">
              <dt>To</dt>
              <dd>{letter.to === '' ? 'no address in the roster' : letter.to}</dd>
              <dt>Subject</dt>
              <dd>{letter.subject}</dd>
            </dl>
            <pre class="assign-body" tabIndex={0}>
              {letter.body}
            </pre>
            <div class="btns">
              <button
                class="btn primary"
                type="button"
                onClick={() => copy(letter.body, 'The letter')}
              >
                Copy the letter
              </button>
              {letter.to !== '' && (
                <a class="btn" href={mailto(letter)}>
                  Open in a mail program
                </a>
              )}
              <button class="btn" type="button" onClick={() => setShown(undefined)}>
                Close
              </button>
            </div>
          </ModalDialog>
        )}
        {shown === 'code' && (
          <ModalDialog title={`Code for ${whose}`} onClose={() => setShown(undefined)}>
            <LinkCode link={link} />
            <div class="btns">
              <button class="btn" type="button" onClick={() => setShown(undefined)}>
                Close
              </button>
            </div>
          </ModalDialog>
        )}
      </td>
    </tr>
  );
}

/** The largest code there is: a screen shows it as large as it must be. */
const MOST_SQUARES = 177;
const QUIET = 4;

function LinkCode({ link }: { readonly link: string }) {
  const squares = qrSquares([{ text: link, mode: 'Byte' }], MOST_SQUARES);
  if (!squares) {
    return (
      <p>
        This link is too long for a code: the assignment has very much in it. Copy the link instead.
      </p>
    );
  }
  const side = squares.size + 2 * QUIET;
  return (
    <svg
      class="assign-code"
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      role="img"
      aria-label="QR code of the link"
      shape-rendering="crispEdges"
    >
      <rect class="assign-code-ground" x={-QUIET} y={-QUIET} width={side} height={side} />
      <path d={squares.path} />
    </svg>
  );
}

const mailto = ({ to, subject, body }: SentLetter['letter']): string =>
  `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;

async function copied(text: string): Promise<void> {
  const { clipboard } = navigator as Partial<Navigator>;
  if (!clipboard) {
    throw new RangeError(
      'This browser copies nothing for a page that came by plain HTTP. Open the letter, select the text, and copy it.',
    );
  }
  await clipboard.writeText(text);
}
