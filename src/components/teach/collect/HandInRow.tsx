import type { HandIn } from '#cohort';
import { drawnBy } from '../../site/drawn-by.ts';
import { momentOf } from '../desk/dates.ts';
import { gradingWords } from './grading-words.ts';

interface Props {
  readonly handIn: HandIn;
  /** Of the learner. */
  readonly name: string;
  /** Of what was handed in. */
  readonly title: string;
  readonly onOpen: () => void;
}

/** One line of what was taken; drawn again when its hand-in changed, and not when another came. */
export const HandInRow = drawnBy<Props>(
  ['handIn', 'name', 'title'],
  ({ handIn, name, title, onOpen }) => (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <button class="linklike" type="button" onClick={onOpen}>
          {title}
        </button>
        {handIn.attempt > 1 && <span class="fine"> attempt {handIn.attempt}</span>}
      </td>
      <td>
        {momentOf(handIn.receivedAt)} {handIn.isLate && <span class="tag">late</span>}
      </td>
      <td>{gradingWords(handIn)}</td>
      <td>
        {handIn.notes.map((note) => (
          <p key={note} class="co-note">
            {note}
          </p>
        ))}
      </td>
    </tr>
  ),
);
