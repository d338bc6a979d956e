import { useState } from 'preact/hooks';
import { readRoster, withRoster, type RosterReading } from '#cohort';
import { FileChooser } from '../desk/FileChooser.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import { RosterPreview } from './RosterPreview.tsx';

/** Takes a roster from a CSV file, after showing what would come of it. */
export function BringRoster({ store, cohort, attempt }: PanelProps) {
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
      <FileChooser
        label="Choose a roster"
        name="A roster as CSV"
        accept=".csv,.tsv,.txt,text/csv"
        onFiles={([file]) => attempt(() => read(file))}
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
