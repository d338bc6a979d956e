import { openRecord } from '#progress';
import { GLYPHS, type GlyphName } from './glyphs.ts';
import { bestOf, nextStep, standings, type Standing, type StepToDo } from './standing.ts';

/** Fills in a course's page from the record kept in this browser: marks, points, and the line down to where the learner is. */
export async function markCourse(): Promise<void> {
  const items = [...document.querySelectorAll<HTMLElement>('.items li[data-id]')];
  const record = await openRecord();
  const steps = items.map(({ dataset }) => ({
    kind: (dataset['kind'] ?? 'lesson') as StepToDo['kind'],
    id: dataset['id'] ?? '',
    ...(dataset['pass'] === undefined ? {} : { pass: Number(dataset['pass']) }),
  }));
  const all = standings(
    steps,
    await record.lessons(),
    await record.attempts(),
    await record.quizResults(),
  );
  if (all.every(({ state }) => state === 'untouched')) return;
  for (const [index, item] of items.entries()) {
    const standing = all[index];
    if (standing) markItem(item, standing);
  }
  markPlace(items, nextStep(all));
}

function markItem(item: HTMLElement, standing: Standing): void {
  const { state, best, bestTry } = standing;
  const [glyph, word]: [GlyphName, string] =
    state === 'done' ? ['pass', 'Done: '] : state === 'begun' ? ['half', 'Begun: '] : ['wait', ''];
  const svg = item.querySelector('.g');
  if (svg) {
    svg.setAttribute('class', `g ${glyph}`);
    svg.innerHTML = GLYPHS[glyph];
  }
  const spoken = document.createElement('span');
  spoken.className = 'vh';
  spoken.textContent = word;
  item.querySelector('h3')?.prepend(spoken);
  const said = bestOf(standing);
  if (said === undefined) return;
  const line = document.createElement('p');
  line.className = 'prog num';
  line.textContent = best
    ? `${said}, ${best.points} of ${best.maxPoints} points. ${item.dataset['pass'] ?? ''} pass.`
    : `${said}, in try ${bestTry?.number ?? ''}.`;
  item.querySelector('div')?.append(line);
}

/** The line is filled down to the step that comes next, and the weight hangs there. */
function markPlace(items: readonly HTMLElement[], next: number | undefined): void {
  const rows = [...document.querySelectorAll('.course > .row')];
  const item = next === undefined ? undefined : items[next];
  const row = item?.closest('.row');
  const until = row
    ? rows.indexOf(row)
    : rows.findLastIndex((one) => one.querySelector('[data-id]')) + 1;
  for (const past of rows.slice(0, until)) {
    past.classList.add('past');
    tell(past, past.querySelector('.items') ? 'done' : undefined, 'w-pass');
  }
  if (!item || !row) return;
  row.classList.add('cur');
  item.classList.add('now');
  item.setAttribute('aria-current', 'step');
  tell(row, 'you are here', 'here');
  const go = document.querySelector<HTMLAnchorElement>('[data-go]');
  const link = item.querySelector('a');
  if (!go || !link) return;
  go.href = link.href;
  go.textContent = `Go on with ${link.textContent}`;
}

function tell(row: Element, words: string | undefined, kind: string): void {
  if (words === undefined) return;
  const span = document.createElement('span');
  span.className = kind;
  span.textContent = words;
  row.querySelector('.at')?.append(document.createElement('br'), span);
}
