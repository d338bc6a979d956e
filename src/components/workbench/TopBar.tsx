import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useBench } from './bench-context.ts';
import { ConfirmDialog } from './Dialog.tsx';
import { CopiesDialog } from './CopiesDialog.tsx';
import { downloadBytes } from './download.ts';
import { shownName } from './file-rows.ts';
import { engineInWords } from './engine-words.ts';
import { Glyph } from './Glyph.tsx';
import { Menu } from './Menu.tsx';
import { saveInWords } from './save-words.ts';
import { SheetLinkOrText } from './SheetLinkOrText.tsx';

type Asked = 'reset-lab' | 'reset-file' | 'copies' | undefined;

/** Title, save state, and what can be done with the whole of the work. */
export function TopBar({
  brand,
  theme,
}: {
  readonly brand: ComponentChildren;
  readonly theme: ComponentChildren;
}) {
  const { sheet, bench, act } = useBench();
  const asked = useSignal<Asked>(undefined);
  const chosenFile = useRef<HTMLInputElement>(null);
  const active = bench.active.value;
  const isClosed = bench.isReadOnly.value || bench.phase.value !== 'open';
  const isWithoutSolution = bench.isExam.value || bench.assigned.value?.hintsAllowed === false;
  const place = bench.isExam.value ? 'An exam' : 'This assignment';
  const shut = () => (asked.value = undefined);
  return (
    <header class="wb-top">
      {brand}
      <div class="wb-title">
        <h1>{sheet.title}</h1>
        <span class="small">
          <SheetLinkOrText link={sheet.course} />, {sheet.minutes} minutes
        </span>
      </div>
      <SaveStateLine />
      <div class="wb-acts">
        <button
          class="btn tight"
          type="button"
          aria-disabled={!bench.isSolutionUnlocked.value || isClosed}
          title={
            bench.isSolutionUnlocked.value
              ? 'Compare with the solution'
              : isWithoutSolution
                ? `${place} shows no solution`
                : 'Opens after a Check of work that you have changed'
          }
          onClick={() => {
            if (bench.isSolutionUnlocked.value && !isClosed) {
              act((session) => session.actions.compareWithSolution());
            } else {
              act((session) =>
                session.say(
                  isWithoutSolution
                    ? `${place} shows no solution.`
                    : 'The solution opens after a Check of work that you have changed.',
                ),
              );
            }
          }}
        >
          Compare
        </button>
        <Menu
          label="Reset"
          items={[
            {
              label: active === undefined ? 'Reset file' : `Reset ${shownName(active)}`,
              note: 'Lays the lab’s own version of the open file',
              isDisabled: isClosed || active === undefined,
              onChoose: () => (asked.value = 'reset-file'),
            },
            {
              label: 'Reset lab',
              note: 'Lays all files as at the start',
              isDisabled: isClosed,
              onChoose: () => (asked.value = 'reset-lab'),
            },
            {
              label: 'Kept copies',
              note: copiesInWords(bench.copies.value.length),
              isDisabled: isClosed || bench.copies.value.length === 0,
              onChoose: () => (asked.value = 'copies'),
            },
          ]}
        />
        <Menu
          label="File"
          items={[
            {
              label: 'Save to file',
              note: 'All of your work as one ZIP',
              isDisabled: bench.phase.value !== 'open',
              onChoose: () => act(saveToFile),
            },
            {
              label: 'Load from file',
              note: bench.isExam.value
                ? 'Not in an exam: it begins and ends with its own work'
                : 'Replaces what is here; a copy of it is kept',
              isDisabled: isClosed || bench.isExam.value,
              onChoose: () => chosenFile.current?.click(),
            },
          ]}
        />
        {bench.engineChoices.value.length > 1 && bench.assigned.value?.engine === undefined && (
          <Menu
            label="Engine"
            items={bench.engineChoices.value.map((name) => {
              const { label, note } = engineInWords(name);
              const isCurrent = name === bench.engineName.value;
              return {
                label: isCurrent ? `Runs on ${label}` : `Switch to ${label}`,
                note: isCurrent ? note : `${note}. Your files stay; what runs ends`,
                isDisabled: isCurrent || isClosed || bench.run.value.phase === 'running',
                onChoose: () => act((session) => session.switchEngine(name)),
              };
            })}
          />
        )}
        <input
          ref={chosenFile}
          class="vh"
          type="file"
          accept=".zip,application/zip"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) {
              act(async ({ actions }) =>
                actions.fromFile(new Uint8Array(await file.arrayBuffer())),
              );
            }
            event.currentTarget.value = '';
          }}
        />
        {theme}
      </div>
      {asked.value === 'reset-lab' && (
        <ConfirmDialog
          title="Reset the lab?"
          text="All files are laid as at the start. What you have now is kept as a copy that you can restore."
          verb="Reset"
          onClose={shut}
          onConfirm={() => act((session) => session.actions.resetLab())}
        />
      )}
      {asked.value === 'reset-file' && active !== undefined && (
        <ConfirmDialog
          title={`Reset ${shownName(active)}?`}
          text="The file is laid as the lab has it. What you have now is kept as a copy that you can restore."
          verb="Reset"
          onClose={shut}
          onConfirm={() => act((session) => session.actions.resetFile(active))}
        />
      )}
      {asked.value === 'copies' && <CopiesDialog onClose={shut} />}
    </header>
  );
}

/** Downloads all of the work. */
export async function saveToFile({
  actions,
}: {
  readonly actions: { toFile(): Promise<{ readonly name: string; readonly bytes: Uint8Array }> };
}): Promise<void> {
  const { name, bytes } = await actions.toFile();
  downloadBytes(name, bytes);
}

function copiesInWords(count: number): string {
  if (count === 0) return 'None yet: one is made before each reset';
  return count === 1 ? 'One, made before a reset' : `${count}, made before resets and updates`;
}

/** Whether the work is safe: always at this place. */
function SaveStateLine() {
  const { bench, act } = useBench();
  const state = bench.save.value;
  const { glyph, tone, text, time, more } = saveInWords(state);
  const words = (
    <>
      {text}
      {time !== undefined && (
        <>
          {' '}
          <span class="num">{time}</span>
        </>
      )}
      {tone !== 'plain' && '.'}
    </>
  );
  const isUnsaved = state.kind === 'unsaved' || state.kind === 'memory';
  return (
    <p class="wb-safe small" data-state={state.kind}>
      <Glyph name={glyph} />
      <span>
        {tone === 'plain' ? words : <b class={`w-${tone}`}>{words}</b>}
        {more !== undefined && <span class="wb-safe-more"> {more}</span>}
        {isUnsaved && (
          <>
            {' '}
            <button class="linklike" type="button" onClick={() => act(saveToFile)}>
              Save to file now
            </button>
          </>
        )}
        {state.kind === 'elsewhere' && (
          <>
            {' '}
            <button
              class="linklike"
              type="button"
              onClick={() => act((session) => session.takeOver())}
            >
              Work here instead
            </button>
          </>
        )}
      </span>
      <span class="vh" role="status">
        {tone === 'plain' ? '' : `${text}. ${more ?? ''}`}
      </span>
    </p>
  );
}
