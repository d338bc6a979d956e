/** Gives each listing a button that copies its text and, where a line is cut, one that breaks long lines. */
export function offerCodeTools(): void {
  for (const listing of document.querySelectorAll<HTMLElement>('.listing')) {
    const pre = listing.querySelector('pre');
    const caption = listing.querySelector('figcaption');
    if (!pre || !caption) continue;
    const tools = document.createElement('span');
    tools.className = 'code-tools';
    const copy = tool('Copy');
    copy.addEventListener('click', () => {
      const say = (words: string): void => {
        copy.textContent = words;
        setTimeout(() => (copy.textContent = 'Copy'), SAID_MS);
      };
      // Refused without a secure context and in some embedded browsers: the text is marked, to be copied by key.
      copyText(pre.textContent).then(
        () => say('Copied'),
        () => {
          getSelection()?.selectAllChildren(pre);
          say('Marked: copy it by key');
        },
      );
    });
    if (pre.scrollWidth > pre.clientWidth) {
      const wrap = tool('Wrap');
      wrap.setAttribute('aria-pressed', 'false');
      wrap.addEventListener('click', () => {
        const wraps = listing.classList.toggle('wrap');
        wrap.setAttribute('aria-pressed', String(wraps));
      });
      tools.append(wrap);
    }
    tools.append(copy);
    caption.append(tools);
  }
}

const SAID_MS = 2_000;

async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

function tool(name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  // The words change for a moment after a press, and are said.
  button.ariaLive = 'polite';
  return button;
}
