import { useState } from 'preact/hooks';
import type { CatalogueItem } from '../desk/catalogue.ts';
import { keyOf } from './terms-draft.ts';

interface Props {
  readonly items: readonly CatalogueItem[];
  /** `<kind> <id>` of what is chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

const KINDS = [
  { kind: 'lab', name: 'Labs' },
  { kind: 'exam', name: 'Exams' },
  { kind: 'quiz', name: 'Quizzes' },
  { kind: 'lesson', name: 'Lessons' },
] as const;

/** Everything that can be assigned, by course; filtered by kind and words. */
export function ItemChoice({ items, chosen, onChoose }: Props) {
  const [wanted, setWanted] = useState('');
  const [kinds, setKinds] = useState<ReadonlySet<string>>(
    new Set(['lab', 'exam', 'quiz', 'lesson']),
  );
  const shown = items.filter(
    (item) =>
      kinds.has(item.kind) &&
      `${item.title} ${item.course}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const courses = [...new Set(shown.map(({ course }) => course))];
  const picked = items.filter((item) => chosen.has(keyOf(item)));
  const minutes = picked.reduce((sum, item) => sum + (item.minutes ?? 0), 0);

  const toggle = (key: string): void => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose(next);
  };
  const toggleKind = (kind: string): void => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };

  return (
    <fieldset class="assign-items">
      <legend>What is to be done</legend>
      <p class="small dim" role="status">
        {picked.length === 0
          ? 'Nothing is chosen yet.'
          : `${picked.length} chosen, about ${inHours(minutes)}.`}
      </p>
      <div class="assign-filter">
        <input
          class="field"
          type="search"
          aria-label="Find in courses, labs and exams"
          placeholder="Find"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <div class="seg" role="group" aria-label="Show">
          {KINDS.map(({ kind, name }) => (
            <button
              key={kind}
              type="button"
              aria-pressed={kinds.has(kind)}
              onClick={() => toggleKind(kind)}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      <div class="assign-list" tabIndex={0} role="region" aria-label="Things to assign">
        {shown.length === 0 && (
          <p class="teach-say">Nothing fits. Show another kind, or find less.</p>
        )}
        {courses.map((course) => (
          <section key={course}>
            <h3>{course}</h3>
            <ul role="list">
              {shown
                .filter((item) => item.course === course)
                .map((item) => (
                  <li key={keyOf(item)}>
                    <label class="tickbox">
                      <input
                        type="checkbox"
                        checked={chosen.has(keyOf(item))}
                        onChange={() => toggle(keyOf(item))}
                      />
                      <span class="assign-kind">{item.kind}</span>
                      <span>{item.title}</span>
                      <span class="fine num">
                        {item.minutes === undefined ? '' : `${item.minutes} min`}
                      </span>
                    </label>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </fieldset>
  );
}

/** "45 minutes", "3 hours": to the half hour from two hours on. */
function inHours(minutes: number): string {
  if (minutes < 120) return `${minutes} minutes`;
  return `${Math.round(minutes / 30) / 2} hours`;
}
