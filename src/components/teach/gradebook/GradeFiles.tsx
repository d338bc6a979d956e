import { useState } from 'preact/hooks';
import {
  fillCanvasExport,
  moodleCsv,
  plainCsv,
  type CanvasFill,
  type Gradebook,
  type HandIn,
  type MoodleIdentifier,
} from '#cohort';
import { FileChooser } from '../desk/FileChooser.tsx';
import { loadBank } from '../desk/load-bank.ts';
import { ModalDialog } from '../desk/ModalDialog.tsx';
import { saveBlob } from '../desk/save-blob.ts';
import type { PanelProps } from '../desk/teach-panel.ts';
import { fileStem } from '../desk/file-stem.ts';
import { feedbackZip } from './feedback-zip.ts';

interface Props extends PanelProps {
  readonly book: Gradebook;
  readonly handIns: readonly HandIn[];
}

/** The gradebook as files: plain, for Moodle, in the instructor's own export of Canvas, and feedback for each learner. */
export function GradeFiles({ cohort, catalogue, book, handIns, attempt }: Props) {
  const [identifier, setIdentifier] = useState<MoodleIdentifier>('email');
  const [forSpreadsheet, setForSpreadsheet] = useState(true);
  const [fill, setFill] = useState<{ readonly name: string; readonly result: CanvasFill }>();
  const stem = fileStem(cohort.name);
  const save = (name: string, content: BlobPart, type = 'text/csv'): void =>
    saveBlob(name, new Blob([content], { type }));

  const saveMoodle = (): Promise<string> => {
    const { text, left } = moodleCsv(book, identifier);
    save(`${stem}-moodle.csv`, text);
    return Promise.resolve(['The file for Moodle is saved.', ...left].join(' '));
  };
  const saveFeedback = async (): Promise<string> => {
    const zip = await feedbackZip(cohort, book, handIns, catalogue, loadBank);
    save(`${stem}-feedback.zip`, zip, 'application/zip');
    return `${book.rows.length} feedback files are saved in one ZIP.`;
  };
  const readCanvas = async (file: File): Promise<string> => {
    const result = fillCanvasExport(new Uint8Array(await file.arrayBuffer()), book);
    setFill({ name: file.name, result });
    return '';
  };

  return (
    <section class="teach-two" aria-labelledby="take-out">
      <div>
        <h2 id="take-out">Take the grades elsewhere</h2>
        <p class="teach-say">
          Texts that a spreadsheet would run stand behind an apostrophe; numbers stay numbers.
          Nothing is sent: each is a file of yours.
        </p>
        <div class="grade-files">
          <div>
            <h3>Plain table</h3>
            <label class="tickbox">
              <input
                type="checkbox"
                checked={forSpreadsheet}
                onChange={(event) => setForSpreadsheet(event.currentTarget.checked)}
              />
              <span>With the mark by which Excel knows UTF-8</span>
            </label>
            <div class="btns">
              <button
                class="btn tight"
                type="button"
                onClick={() =>
                  save(`${stem}.csv`, plainCsv(book, { byteOrderMark: forSpreadsheet }))
                }
              >
                Save as CSV
              </button>
            </div>
          </div>
          <div>
            <h3>Moodle’s grade import</h3>
            <label class="grade-choice">
              Learners by
              <select
                class="field"
                value={identifier}
                onChange={(event) => setIdentifier(event.currentTarget.value as MoodleIdentifier)}
              >
                <option value="email">e-mail address</option>
                <option value="username">username</option>
                <option value="idNumber">ID number</option>
              </select>
            </label>
            <div class="btns">
              <button class="btn tight" type="button" onClick={() => attempt(saveMoodle)}>
                Save for Moodle
              </button>
            </div>
          </div>
          <div>
            <h3>Your own export of Canvas</h3>
            <p class="fine">
              Every column, row and byte stays; only grades are filled in. You see them before you
              save.
            </p>
            <div class="btns">
              <FileChooser
                label="Choose the export"
                name="The gradebook that Canvas exported"
                accept=".csv"
                class="btn tight"
                onFiles={([file]) => attempt(() => readCanvas(file))}
              />
            </div>
          </div>
          <div>
            <h3>Feedback for learners</h3>
            <p class="fine">
              One page each, without any script: grade, checks with what they saw, questions of
              quizzes with their explanation, your comments.
            </p>
            <div class="btns">
              <button class="btn tight" type="button" onClick={() => attempt(saveFeedback)}>
                Save all as a ZIP
              </button>
            </div>
          </div>
        </div>
      </div>
      {fill && (
        <ModalDialog title="What is filled in" wide onClose={() => setFill(undefined)}>
          <CanvasPreview fill={fill.result} />
          <div class="btns">
            <button
              class="btn primary"
              type="button"
              disabled={fill.result.filled.length === 0}
              onClick={() => {
                save(fill.name, new Uint8Array(fill.result.bytes));
                setFill(undefined);
              }}
            >
              Save the filled export
            </button>
            <button class="btn" type="button" onClick={() => setFill(undefined)}>
              Leave it
            </button>
          </div>
        </ModalDialog>
      )}
    </section>
  );
}

function CanvasPreview({ fill: { filled, left } }: { readonly fill: CanvasFill }) {
  return (
    <>
      <p>
        {filled.length === 0
          ? 'No cell is to be filled.'
          : `${filled.length} ${filled.length === 1 ? 'cell is' : 'cells are'} filled in.`}
      </p>
      {filled.length > 0 && (
        <div class="grade-filled" tabIndex={0} role="region" aria-label="Cells that are filled in">
          <table class="t dense">
            <thead>
              <tr>
                <th scope="col">Student</th>
                <th scope="col">Column</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {filled.map(({ student, column, before, after }, at) => (
                <tr key={at}>
                  <th scope="row">
                    <bdi>{student}</bdi>
                  </th>
                  <td>{column}</td>
                  <td>{before === '' ? 'empty' : before}</td>
                  <td>{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left.length > 0 && (
        <details class="teach-lines">
          <summary>{left.length} things did not come together</summary>
          <ul>
            {left.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
