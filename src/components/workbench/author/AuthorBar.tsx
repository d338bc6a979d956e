import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { siteLink } from '../../site/site-link.ts';
import { useBench } from '../bench-context.ts';
import { loadChecks } from '../load-checks.ts';
import { namedAnswers, type AnswersFile, type NamedAnswer } from './answers-file.ts';
import { authorWords, type AuthorWords } from './author-words.ts';
import './author-bar.css';

/** Groups of the list, by how the names of their answers begin. */
const GROUPS: readonly (readonly [label: string, begins: RegExp])[] = [
  ['The lab', /^(?:starter|solution)$/],
  ['Known-wrong answers', /^mutants\//],
  ['Right answers unlike the solution', /^accepted\//],
];

/**
 * For whoever writes the lab: choose one of its own answers and see its verdicts in the check panel, and whether they are
 * what they are due to be. The choice outlives a reload, and the page reloads when a file of the lab is saved: so the
 * verdicts follow while one edits the checks.
 */
export function AuthorBar() {
  const { sheet, bench, session, act } = useBench();
  const answers = useSignal<readonly NamedAnswer[]>([]);
  const failure = useSignal<string | undefined>(undefined);
  const chosen = useSignal(sessionStorage.getItem(keyOf(sheet.id)) ?? '');
  const graded = useSignal<string | undefined>(undefined);
  const words = useSignal<AuthorWords | undefined>(undefined);

  useEffect(() => {
    void fetch(siteLink(`/labs/${sheet.id}/answers.json`))
      .then(async (response) => {
        if (!response.ok) throw new Error(`answers.json answered ${response.status}.`);
        answers.value = namedAnswers((await response.json()) as AnswersFile);
      })
      .catch((error: unknown) => {
        failure.value = `The answers could not be read: ${String(error)} npm run check may say why.`;
      });
  }, []);

  const grade = () => {
    const answer = answers.peek().find(({ name }) => name === chosen.peek());
    if (!answer) return;
    graded.value = answer.name;
    words.value = undefined;
    act(async (open) => {
      const run = await open.desk.checkAnswer(answer.layers);
      if (run?.phase !== 'done' || chosen.peek() !== answer.name) return;
      const checks = await loadChecks(sheet.id);
      words.value = authorWords(sheet, checks, answer.answer, run, `${sheet.id} in this browser`);
    });
  };

  // A choice is graded as soon as engine and answers are there: at once when it is made, and after every reload.
  useSignalEffect(() => {
    const isReady = session.value !== undefined && bench.engine.value.kind === 'ready';
    const isKnown = answers.value.some(({ name }) => name === chosen.value);
    if (isReady && isKnown && graded.peek() !== chosen.value) grade();
  });

  return (
    <section class="author-bar" aria-label="Author mode">
      <label>
        <b>Author mode</b> verdicts of{' '}
        <select
          value={chosen.value}
          onChange={({ currentTarget }) => {
            sessionStorage.setItem(keyOf(sheet.id), currentTarget.value);
            session.peek()?.desk.stop();
            words.value = undefined;
            chosen.value = currentTarget.value;
          }}
        >
          <option value="">my own work</option>
          {GROUPS.map(([label, begins]) => (
            <optgroup key={label} label={label}>
              {answers.value
                .filter(({ name }) => begins.test(name))
                .map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {chosen.value !== '' && (
        <button class="btn tight" type="button" onClick={grade}>
          Grade again
        </button>
      )}
      <div class="author-words" role="status">
        {failure.value !== undefined && <p class="w-error">{failure.value}</p>}
        {words.value && (
          <>
            <p>
              <b class={words.value.isDue ? 'w-pass' : 'w-fail'}>{words.value.points} points.</b>{' '}
              {words.value.lines[0]}
            </p>
            {words.value.lines.slice(1).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        )}
      </div>
    </section>
  );
}

const keyOf = (lab: string): string => `plumbline-author-${lab}`;
