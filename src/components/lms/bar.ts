import type { BarWords } from '#interop';

/** The bar above a unit, and the frame below it. */
export interface Bar {
  /** Says how things stand. A change is read aloud. */
  show(words: BarWords): void;
  /** Says something beside it that stays. */
  note(text: string): void;
  /** Offers to ask the LMS again, or takes the offer back. */
  offerRetry(retry: (() => void) | undefined, words?: string): void;
  /** Offers to go on although no LMS answers. */
  offerAlone(alone: (() => void) | undefined): void;
  /** Offers to end the attempt: asked once more before it is done. `undefined` takes it back. */
  offerEnd(end: { readonly question: string; readonly call: () => void } | undefined): void;
  /** Says where the learner finds what is not here; the last of it alone. */
  elsewhere(text: string): void;
  /** Shows the unit's page in the frame of that name. */
  open(page: string, name: string): HTMLIFrameElement;
  /** Takes the page away, and says why. */
  close(text: string): void;
}

/** Finds the parts of the page that a package launches, and gives them life. */
export function barOf(document: Document): Bar {
  const part = (name: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!found) throw new Error(`The page has no part "${name}".`);
    return found;
  };
  const bar = part('bar');
  const [text, more, notes] = [part('text'), part('more'), part('notes')];
  const [retry, alone, end] = [
    part('retry') as HTMLButtonElement,
    part('alone') as HTMLButtonElement,
    part('end') as HTMLButtonElement,
  ];
  const dialog = part('ask') as HTMLDialogElement;
  const frame = document.createElement('iframe');
  const closed = part('closed');
  const offer = (button: HTMLButtonElement, call: (() => void) | undefined): void => {
    button.hidden = call === undefined;
    button.onclick = () => call?.();
  };
  followTheme(document);
  return {
    show(words) {
      bar.dataset['tone'] = words.tone;
      // Only what is new is written: a screen reader says what was written.
      if (text.textContent !== words.text) text.textContent = words.text;
      if (more.textContent !== (words.more ?? '')) more.textContent = words.more ?? '';
    },
    note(words) {
      const line = document.createElement('p');
      line.textContent = words;
      notes.append(line);
      notes.hidden = false;
    },
    offerRetry(call, words = 'Tell it now') {
      retry.textContent = words;
      offer(retry, call);
    },
    offerAlone: (call) => offer(alone, call),
    offerEnd(asked) {
      offer(end, asked && (() => dialog.showModal()));
      if (!asked) return;
      part('question').textContent = asked.question;
      dialog.onclose = () => {
        if (dialog.returnValue === 'end') asked.call();
        dialog.returnValue = '';
      };
    },
    elsewhere(words) {
      const line = part('elsewhere');
      line.textContent = words;
      line.hidden = false;
    },
    open(page, name) {
      // A frame takes its name when it is made: the page in it reads it before anything else.
      frame.name = name;
      frame.className = 'lms-frame';
      frame.title = document.title;
      frame.src = page;
      document.body.append(frame);
      return frame;
    },
    close(words) {
      frame.remove();
      closed.textContent = words;
      closed.hidden = false;
      closed.focus();
    },
  };
}

/** The theme that was chosen in the unit's page holds for the bar too. */
function followTheme(document: Document): void {
  const read = (): void => {
    try {
      const theme = localStorage.getItem('plumbline-theme');
      if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
      else delete document.documentElement.dataset['theme'];
    } catch {
      // Where storage is forbidden the system's theme holds.
    }
  };
  read();
  addEventListener('storage', read);
}
