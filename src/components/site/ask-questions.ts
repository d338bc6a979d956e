import { GLYPHS } from './glyphs.ts';

/**
 * Turns the retrieval questions of a lesson from "read the answer" into "answer first": choose, answer, read why. A wrong
 * answer may be followed by another; only the first one is told.
 *
 * All that is shown stands in the page already, folded below each question: this moves it. A question whose answer was
 * unfolded before stays as it is.
 */
export function askQuestions(tell: (question: string, right: boolean) => void): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.q')) ask(form, tell);
}

function ask(form: HTMLFormElement, tell: (question: string, right: boolean) => void): void {
  const fold = form.querySelector('details');
  const rows = [...form.querySelectorAll('dl > div')];
  if (!fold || fold.open) return;
  const status = document.createElement('div');
  status.role = 'status';
  const bar = document.createElement('div');
  bar.className = 'btns';
  bar.innerHTML =
    '<button class="btn tight" type="submit" aria-disabled="true">Answer</button><span class="small dim">Choose one first.</span>';
  const [button, note] = bar.children;
  fold.before(status, bar);
  fold.hidden = true;
  const summary = fold.querySelector('summary');
  if (summary) summary.textContent = 'The other options';

  let told = false;
  const chosen = (): number =>
    [...form.querySelectorAll('input')].findIndex(({ checked }) => checked);
  const isRight = (index: number): boolean => rows[index]?.hasAttribute('data-right') ?? false;
  const close = (closed: boolean): void => button?.setAttribute('aria-disabled', String(closed));

  const choose = (): void => {
    if (chosen() < 0) return;
    status.textContent = '';
    note?.remove();
    fold.hidden = true;
    close(false);
  };
  form.addEventListener('change', choose);
  // The browser may have kept a choice over a reload.
  choose();

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const index = chosen();
    // The button stays in place and in reach when there is nothing to answer, so that focus is never lost.
    if (button?.getAttribute('aria-disabled') === 'true') return;
    const right = isRight(index);
    status.replaceChildren(verdict(right, rows[index]?.querySelector('dd')));
    fold.hidden = !right;
    for (const [place, row] of rows.entries()) row.toggleAttribute('hidden', place === index);
    close(right);
    if (!told) tell(form.dataset['q'] ?? '', right);
    told = true;
  });
}

function verdict(right: boolean, why: Element | null | undefined): HTMLElement {
  const kind = right ? 'pass' : 'fail';
  const answer = document.createElement('p');
  answer.className = `answer is-${kind}`;
  answer.innerHTML = `<svg class="g ${kind}" viewBox="0 0 16 16" aria-hidden="true">${GLYPHS[kind]}</svg><span><b>${right ? 'Right.' : 'Not this one.'}</b> </span>`;
  const said = why?.cloneNode(true) as Element | undefined;
  said?.querySelector('b')?.remove();
  answer.lastElementChild?.append(...(said?.childNodes ?? []));
  return answer;
}
