import { useState } from 'preact/hooks';
import type { CohortStore } from '#cohort';
import { cohortFiles } from './cohort-files.ts';
import { TextField } from './TextField.tsx';

interface Props {
  readonly openStore: () => Promise<CohortStore>;
  readonly attempt: (work: () => Promise<string>) => void;
  /** Shows the cohort of this id. */
  readonly onOpen: (cohort: string) => void;
}

/** The form that makes a cohort. */
export function NewCohort({ openStore, attempt, onOpen }: Props) {
  const [name, setName] = useState('');
  const [issuer, setIssuer] = useState('');
  const [retainUntil, setRetainUntil] = useState(() => inMonths(6, new Date()));

  const make = async (): Promise<string> => {
    if (name.trim() === '') throw new RangeError('Give the cohort a name.');
    if (issuer.trim() === '') throw new RangeError('Say who answers for it: a person or a house.');
    const { newCohort } = await cohortFiles();
    const cohort = newCohort(
      {
        name: name.trim(),
        issuer: { name: issuer.trim() },
        retainUntil,
        passRule: { items: 'all', percent: 70 },
      },
      new Date(),
    );
    await (await openStore()).add(cohort);
    onOpen(cohort.id);
    return '';
  };

  return (
    <section class="teach-way" aria-labelledby="new-cohort">
      <h2 id="new-cohort">A new cohort</h2>
      <form
        class="teach-form"
        onSubmit={(event) => {
          event.preventDefault();
          attempt(make);
        }}
      >
        <TextField label="Name" value={name} onValue={setName} />
        <TextField
          label="Issuer"
          note="Who answers for grades and certificates, as learners read it."
          value={issuer}
          onValue={setIssuer}
        />
        <TextField
          label="Keep personal data until"
          note="You are reminded then. Nothing is deleted by itself."
          type="date"
          value={retainUntil}
          onValue={setRetainUntil}
        />
        <button class="btn primary" type="submit">
          Make the cohort
        </button>
      </form>
    </section>
  );
}

/** The day some months later, `2027-05-26`; the last day of that month when it has no such day. */
export function inMonths(months: number, now: Date): string {
  const later = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, now.getUTCDate()),
  );
  if (later.getUTCDate() !== now.getUTCDate()) later.setUTCDate(0);
  return later.toISOString().slice(0, 10);
}
