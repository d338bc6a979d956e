import { useEffect, useState } from 'preact/hooks';
import type { Collection, RegradeOutcome } from '#cohort';
import { saveFile } from '../../credentials/save-file.ts';
import { Field } from '../../credentials/issue/Field.tsx';
import { useFileDrop } from '../../site/use-file-drop.ts';
import type { ExamOutcome } from './judge-exams.ts';
import type { HeldRecords } from './regrade-run.ts';

const loadParts = () => import('./run-parts.ts');
type Parts = Awaited<ReturnType<typeof loadParts>>;

/** The grader's page: hand-ins and two secrets in, signed records out. All of it happens in this browser. */
export function RegradePage() {
  const [parts, setParts] = useState<Parts>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [seedText, setSeedText] = useState<string>();
  const [keyText, setKeyText] = useState<string>();
  const [gradedBy, setGradedBy] = useState('');
  const [collection, setCollection] = useState<Collection>();
  const [outcomes, setOutcomes] = useState<readonly RegradeOutcome[]>([]);
  const [exams, setExams] = useState<readonly ExamOutcome[]>([]);
  const [records, setRecords] = useState<HeldRecords>();
  const [running, setRunning] = useState<AbortController>();
  const [fault, setFault] = useState('');

  const take = (list: FileList | null | undefined): void => {
    const found = Array.from(list ?? []);
    if (found.length > 0) setFiles((before) => [...before, ...found]);
  };
  const drop = useFileDrop((dropped) => take(dropped.files));
  useEffect(() => {
    void loadParts().then(setParts);
  }, []);
  // What was graded is only here until it is saved.
  useEffect(() => {
    if (!running && !records) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [running, records]);

  const grade = async (): Promise<void> => {
    const stop = new AbortController();
    setFault('');
    setOutcomes([]);
    setExams([]);
    setRecords(undefined);
    setCollection(undefined);
    setRunning(stop);
    try {
      const { runRegrade, readGiven } = await loadParts();
      const held = await runRegrade({
        files,
        given: await readGiven({ seedText, keyText, gradedBy }, new Date()),
        onCollected: setCollection,
        onOutcome: (outcome) => setOutcomes((before) => [...before, outcome]),
        onExam: (outcome) => setExams((before) => [...before, outcome]),
        signal: stop.signal,
      });
      if (held.size > 0) setRecords(held);
    } catch (error) {
      setFault(wordsOf(error));
    } finally {
      setRunning(undefined);
    }
  };
  const drawSecrets = async (): Promise<void> => {
    const { drawIssuerSecrets } = await loadParts();
    const { hiddenSeed, regradeKey } = drawIssuerSecrets();
    saveFile('hidden-seed.txt', hiddenSeed, 'text/plain');
    saveFile('regrade-key.txt', regradeKey, 'text/plain');
  };

  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <p class="crumb">For issuers</p>
          <h1>Grade hand-ins again</h1>
          <p class="lead">
            From the files alone, with hidden inputs that no learner knows. Signed records come out;
            nothing is sent.
          </p>
        </div>
      </header>
      <section class="row sect" aria-labelledby="bring">
        <div class="at tick">Hand-ins</div>
        <div class="on">
          <h2 id="bring">What came in</h2>
          <div class={drop.isOver ? 'drop is-over' : 'drop'} {...drop.on}>
            <label class="grow">
              <b>Drop or choose hand-ins</b> of labs (*.submission.zip) and exams (*.exam.json), or
              archives of them, as Moodle and Canvas pack them. Records of an earlier run
              (*.regrade.json, *.exam-regrade.json) beside them are not made again; an exam that was
              sat from a locked pack is judged with sitting.json and the packs. Quizzes and lessons
              (*.learned.json) are marked on the cohort’s page.
              <input
                type="file"
                multiple
                accept=".zip,.json"
                onChange={(event) => {
                  take(event.currentTarget.files);
                  event.currentTarget.value = '';
                }}
              />
            </label>
          </div>
          {files.length > 0 && (
            <p class="notice" role="status">
              {files.length === 1 ? 'One file is here. ' : `${files.length} files are here. `}
              <button class="btn tight" type="button" onClick={() => setFiles([])}>
                Take them away
              </button>
            </p>
          )}
        </div>
      </section>
      <section
        class={running || collection ? 'row sect' : 'row sect pad-foot'}
        aria-labelledby="secrets"
      >
        <div class="at tick">Secrets</div>
        <div class="on">
          <h2 id="secrets">Yours alone</h2>
          <p class="criteria">
            They stay in this tab and are forgotten with it. The work runs in a frame of an origin
            of its own, without a network, made anew for each hand-in: it sees neither of them.
          </p>
          <form
            class="issue-form"
            onSubmit={(event) => {
              event.preventDefault();
              void grade();
            }}
          >
            <SecretFile label="Hidden seed (hidden-seed.txt)" onText={setSeedText} />
            <SecretFile label="Grader’s key (regrade-key.txt)" onText={setKeyText} />
            <Field
              label="Who answers for the grades; it stands in every record"
              value={gradedBy}
              onValue={setGradedBy}
            />
            <button
              class="btn primary"
              type="submit"
              disabled={files.length === 0 || running !== undefined}
            >
              Grade them again
            </button>
          </form>
          <details class="rotate">
            <summary>I have no secrets yet</summary>
            <p class="criteria">
              Draw them once, for all hand-ins to come, and keep both with a copy where no learner
              can read them. Without the seed nobody can grade the same again.
            </p>
            <p class="onward">
              <button class="btn" type="button" onClick={() => void drawSecrets()}>
                Draw both and save them
              </button>
            </p>
          </details>
          {fault !== '' && (
            <p class="notice is-fail" role="alert">
              {fault}
            </p>
          )}
        </div>
      </section>
      {parts && (running || collection) && (
        <parts.Outcomes
          collection={collection}
          outcomes={outcomes}
          exams={exams}
          onStop={running ? () => running.abort() : undefined}
          onSave={records ? () => parts.saveRecords(records, collection) : undefined}
        />
      )}
    </>
  );
}

function SecretFile({ label, onText }: { label: string; onText: (text?: string) => void }) {
  return (
    <label>
      {label}
      <input
        type="file"
        accept=".txt"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (!file) onText(undefined);
          else void file.text().then(onText, () => onText(''));
        }}
      />
    </label>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string') {
    return `${error.message} ${error.hint}`;
  }
  return `The browser did not carry it out (${error instanceof Error ? error.message : String(error)}). Nothing was saved.`;
}
