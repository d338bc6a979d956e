import type { RosterReading } from '#cohort';
import { ModalDialog } from '../desk/ModalDialog.tsx';

interface Props {
  readonly reading: RosterReading & { readonly fileName: string };
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

const KINDS = {
  moodle: 'a list of Moodle',
  canvas: 'an export of Canvas',
  plain: 'a plain list',
} as const;
const CHANGES = { new: 'new', changed: 'changed', same: 'as it is' } as const;

/** What a roster would change: nothing is taken before it is confirmed. */
export function RosterPreview({ reading, onTake, onLeave }: Props) {
  const { rows, faults, notes, ignored, missing, kind, fileName } = reading;
  const count = (change: keyof typeof CHANGES): number =>
    rows.filter((row) => row.change === change).length;
  const isSomething = count('new') + count('changed') > 0;
  return (
    <ModalDialog title="What this roster would change" onClose={onLeave} wide>
      <p>
        <span class="mono">{fileName}</span> is {KINDS[kind]}: {count('new')} new,{' '}
        {count('changed')} changed, {count('same')} as they are
        {faults.length > 0 &&
          `, ${faults.length} ${faults.length === 1 ? 'line' : 'lines'} with a fault`}
        .
        {missing.length > 0 &&
          ` ${missing.length} of the cohort ${missing.length === 1 ? 'is' : 'are'} not in it and ${missing.length === 1 ? 'stays' : 'stay'}.`}
      </p>
      {ignored.length > 0 && (
        <p class="small dim">Columns that are not taken: {ignored.join(', ')}.</p>
      )}
      <Lines title="Lines that cannot be taken" lines={faults} tone="is-fail" />
      <Lines title="To be known" lines={notes} tone="" />
      {rows.length > 0 && (
        <div
          class="scroll-x teach-preview"
          tabIndex={0}
          role="region"
          aria-label="Lines that can be taken"
        >
          <table class="t dense">
            <thead>
              <tr>
                <th scope="col" class="r">
                  Line
                </th>
                <th scope="col">Name</th>
                <th scope="col">E-mail</th>
                <th scope="col">Id in hand-ins</th>
                <th scope="col">Change</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, learner, change }) => (
                <tr key={learner.id} class={change === 'same' ? 'dim' : undefined}>
                  <td class="r">{line}</td>
                  <td>
                    <bdi>{learner.name}</bdi>
                  </td>
                  <td>{learner.email}</td>
                  <td>
                    <code>{learner.id}</code>
                  </td>
                  <td>{CHANGES[change]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="btns">
        <button class="btn primary" type="button" disabled={!isSomething} onClick={onTake}>
          {isSomething
            ? `Take ${count('new') + count('changed')} of ${rows.length + faults.length}`
            : 'Nothing to take'}
        </button>
        <button class="btn" type="button" onClick={onLeave}>
          Leave the roster as it is
        </button>
      </div>
    </ModalDialog>
  );
}

function Lines({
  title,
  lines,
  tone,
}: {
  readonly title: string;
  readonly lines: RosterReading['faults'];
  readonly tone: string;
}) {
  if (lines.length === 0) return null;
  return (
    <section class={`notice teach-lines ${tone}`}>
      <h3>{title}</h3>
      <ul role="list">
        {lines.map(({ line, what }, index) => (
          <li key={index}>
            <b class="num">Line {line}.</b> {what}
          </li>
        ))}
      </ul>
    </section>
  );
}
