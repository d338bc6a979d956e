import type { ClientDirective } from 'astro';
import { whenWanted } from './when-wanted.ts';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:touch'?: boolean;
  }
}

/**
 * Keeps the keys that type or ask for something, and pastes, while the page's island has no script.
 *
 * @returns has them heard again
 */
function holdKeys(): () => void {
  const held: (() => void)[] = [];
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  const hold = (event: Event, again: Event): void => {
    const { target } = event;
    // What has a script already answers for itself.
    if (!(target as Partial<Element>).closest?.('dialog'))
      held.push(() => event.defaultPrevented || target?.dispatchEvent(again));
  };
  addEventListener(
    'keydown',
    (event) => {
      const { bubbles, cancelable, key, code, ctrlKey, shiftKey, altKey, metaKey } = event;
      // A key that moves the focus would move it from where it is by then.
      if (key.length > 1 && key !== 'Enter' && key !== 'Backspace') return;
      const modifierAltGraph = event.getModifierState('AltGraph');
      const keys = { key, code, ctrlKey, shiftKey, altKey, metaKey, modifierAltGraph };
      hold(event, new KeyboardEvent('keydown', { bubbles, cancelable, ...keys }));
    },
    options,
  );
  addEventListener(
    'paste',
    (event) => {
      const { bubbles, cancelable } = event;
      // A clipboard can be read during its own event only.
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', event.clipboardData?.getData('text/plain') ?? '');
      hold(event, new ClipboardEvent('paste', { bubbles, cancelable, clipboardData }));
    },
    options,
  );
  return () => {
    over.abort();
    for (const again of held) again();
  };
}

const NOT_FETCHED =
  '<div class="wb-note" role="alert"><span><b class="w-error">The lab could not be fetched.</b> What is kept of your work is safe. Look at the connection and try again; if that does not help, reload the page.</span><span class="btns"><button class="btn tight">Try again</button></span></div>';

/** Says that the lab has no script, in its strip of notices. Resolves when it is asked for again. */
function askAgain(lab: HTMLElement): Promise<void> {
  const notices = lab.querySelector('.wb-notes');
  notices?.insertAdjacentHTML('afterbegin', NOT_FETCHED);
  const said = notices?.firstElementChild;
  return new Promise((resolve) => {
    said?.querySelector('button')?.addEventListener('click', () => {
      said.remove();
      resolve();
    });
  });
}

/**
 * `client:touch`: an island that takes a page's whole thread comes at the first touch of the page, as `AtTouch.astro` has it
 * for smaller ones. Its page holds `before-touch.ts`.
 */
const touch: ClientDirective = (load, _options, lab) => {
  const hearAgain = holdKeys();
  let failures = 0;
  // Astro tells of what it cannot fetch in this way only, and resolves.
  lab.addEventListener('astro:hydration-error', () => (failures += 1));
  const begin = async (): Promise<void> => {
    const before = failures;
    const hydrate = await load();
    await hydrate();
    if (failures === before) hearAgain();
    else await askAgain(lab).then(begin);
  };
  void whenWanted().then(begin);
};
export default touch;
