import { useRef, useState } from 'preact/hooks';
import { readRoster, withRoster, type RosterReading } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { RosterPreview } from './RosterPreview.tsx';

/** Takes a roster from a CSV file, after showing what would come of it. */
export function BringRoster({ store, cohort, attempt }: PanelProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<RosterReading & { readonly fileName: string }>();

  const read = async (file: File): Promise<string> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const found = readRoster(bytes, { known: cohort.learners, now: new Date() });
    setReading({ ...found, fileName: file.name });
    return '';
  };
  const take = async (): Promise<string> => {
    if (!reading) return '';
    const after = await store.update(cohort.id, (now) => withRoster(now, reading));
    setReading(undefined);
    return `The roster is taken: ${after.learners.length} learners.`;
  };

  return (
    <section class="teach-way" aria-labelledby="bring-roster">
      <h2 id="bring-roster">A roster from a file</h2>
      <p class="teach-say">
        CSV from Moodle (users, participants or grades), Canvas (the gradebook’s export) or any
        sheet whose first line has <code>name</code> and, if links go by mail, <code>email</code>.
        You see what would change before anything does.
      </p>
      <button class="btn" type="button" onClick={() => chooser.current?.click()}>
        Choose a roster
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="A roster as CSV"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          if (file) attempt(() => read(file));
        }}
      />
      {reading && (
        <RosterPreview
          reading={reading}
          onTake={() => attempt(take)}
          onLeave={() => setReading(undefined)}
        />
      )}
    </section>
  );
}
