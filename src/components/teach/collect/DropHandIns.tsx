import { useState } from 'preact/hooks';
import type { CollectProgress } from '#cohort';
import { useFileDrop } from '../../site/use-file-drop.ts';
import { FileChooser } from '../desk/FileChooser.tsx';
import type { PanelProps } from '../desk/teach-panel.ts';
import type { DroppedFile } from './collect-worker.ts';
import { chosenFiles, droppedFiles } from './dropped-files.ts';
import { collectWords, progressWords } from './collect-words.ts';
import { runCollect } from './run-collect.ts';

/** Where hand-ins are dropped or chosen. How far collecting is draws this again, ten times a second, and nothing of what was taken. */
export function DropHandIns({ cohort, catalogue, attempt }: PanelProps) {
  const [progress, setProgress] = useState<CollectProgress>();
  const [receivedAt, setReceivedAt] = useState('');
  const isBusy = progress !== undefined;

  const take = (find: () => readonly DroppedFile[] | Promise<readonly DroppedFile[]>): void => {
    attempt(async () => {
      setProgress({ step: 'looking', done: 0, of: 0, found: 0 });
      try {
        const found = await find();
        const told = receivedAt === '' ? undefined : new Date(receivedAt).toISOString();
        const items = [
          ...catalogue.items.map(({ kind, id }) => ({ kind, id })),
          ...catalogue.labs.map(({ id }) => ({ kind: 'lab' as const, id })),
        ];
        const request = { cohort, items, files: found, receivedAt: told };
        return collectWords(await runCollect(request, setProgress));
      } finally {
        setProgress(undefined);
      }
    });
  };
  const drop = useFileDrop((dropped) => {
    if (!isBusy) take(() => droppedFiles(dropped));
  });
  const chosen = (files: readonly File[]): void => take(() => chosenFiles(files));

  return (
    <section
      class={`co-drop${drop.isOver ? ' is-over' : ''}`}
      aria-labelledby="co-drop-name"
      {...drop.on}
    >
      <div>
        <h2 id="co-drop-name">Drop hand-ins here</h2>
        <p class="teach-say">
          Work of labs (<code>*.submission.zip</code>), exams (<code>*.exam.json</code>), quizzes
          and lessons (<code>*.learned.json</code>): files, folders, or what Moodle and Canvas give
          as “download all”, as they are. Nothing is run, and nothing leaves this browser.
        </p>
        <p class="co-ways">
          <FileChooser
            label="Choose files"
            name="Hand-ins"
            takes="several"
            disabled={isBusy}
            onFiles={chosen}
          />
          <FileChooser
            label="Choose a folder"
            name="A folder of hand-ins"
            takes="folder"
            disabled={isBusy}
            onFiles={chosen}
          />
        </p>
      </div>
      <div class="teach-field co-when">
        <label for="co-received">Received, if not when the files say</label>
        <input
          id="co-received"
          class="field"
          type="datetime-local"
          value={receivedAt}
          onInput={({ currentTarget }) => setReceivedAt(currentTarget.value)}
        />
        <p class="fine">
          A file’s date is often that of your download. What Canvas marks LATE stays late; Moodle’s
          own dates count when they are earlier.
        </p>
      </div>
      {progress && (
        <p class="co-progress" role="status">
          <progress
            aria-label="Collected so far"
            {...(progress.of > 0 ? { value: progress.done, max: progress.of } : {})}
          />
          {progressWords(progress)}
        </p>
      )}
    </section>
  );
}
