import { useState } from 'preact/hooks';
import { sound } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { TextField } from '../desk/TextField.tsx';

/** Name, issuer, retention and the rule of the certificate. */
export function CohortFacts({ store, cohort, attempt }: PanelProps) {
  const [name, setName] = useState(cohort.name);
  const [issuer, setIssuer] = useState(cohort.issuer.name);
  const [url, setUrl] = useState(cohort.issuer.url ?? '');
  const [retainUntil, setRetainUntil] = useState(cohort.retainUntil);
  const [all, setAll] = useState(cohort.passRule.items === 'all');
  const [items, setItems] = useState(
    cohort.passRule.items === 'all' ? '1' : String(cohort.passRule.items),
  );
  const [percent, setPercent] = useState(String(cohort.passRule.percent));

  const keep = async (): Promise<string> => {
    if (name.trim() === '') throw new RangeError('Give the cohort a name.');
    if (issuer.trim() === '') throw new RangeError('Say who answers for it.');
    if (url.trim() !== '' && !/^https?:\/\/\S+$/.test(url.trim())) {
      throw new RangeError(`“${url}” is no address; expected https://…, or nothing.`);
    }
    const mean = wholeOf(percent, 0, 100, 'The mean');
    const count = all ? 'all' : wholeOf(items, 1, 10_000, 'The number of labs, quizzes and exams');
    await store.update(cohort.id, (now) =>
      sound({
        ...now,
        name: name.trim(),
        issuer: { name: issuer.trim(), ...(url.trim() === '' ? {} : { url: url.trim() }) },
        retainUntil,
        passRule: { items: count, percent: mean },
      }),
    );
    return 'It is kept.';
  };

  return (
    <section class="teach-way" aria-labelledby="facts">
      <h2 id="facts">What holds for it</h2>
      <form
        class="teach-form"
        onSubmit={(event) => {
          event.preventDefault();
          attempt(keep);
        }}
      >
        <TextField label="Name" value={name} onValue={setName} />
        <TextField label="Issuer" value={issuer} onValue={setIssuer} />
        <TextField label="The issuer’s site, if any" type="url" value={url} onValue={setUrl} />
        <TextField
          label="Keep personal data until"
          type="date"
          value={retainUntil}
          onValue={setRetainUntil}
        />
        <fieldset class="teach-rule">
          <legend>Who gets a certificate</legend>
          <label class="tickbox">
            <input type="radio" name="items" checked={all} onChange={() => setAll(true)} />
            <span>Whoever passed every lab, quiz and exam that was assigned</span>
          </label>
          <label class="tickbox">
            <input type="radio" name="items" checked={!all} onChange={() => setAll(false)} />
            <span>Whoever passed so many of them</span>
          </label>
          {!all && (
            <TextField label="How many" type="number" min={1} value={items} onValue={setItems} />
          )}
          <TextField
            label="And with at least this mean, in percent"
            note="Over all labs, quizzes and exams that were assigned; one that is missing counts zero."
            type="number"
            min={0}
            max={100}
            value={percent}
            onValue={setPercent}
          />
        </fieldset>
        <button class="btn" type="submit">
          Keep the changes
        </button>
      </form>
    </section>
  );
}

function wholeOf(text: string, least: number, most: number, what: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most)
    return value;
  throw new RangeError(`${what} is “${text}”; expected a whole number from ${least} to ${most}.`);
}
