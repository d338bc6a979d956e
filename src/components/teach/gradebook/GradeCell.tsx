import { gradeSentence, gradeWords, type Grade, type GradedPiece } from '#cohort';

interface Props {
  readonly grade: Grade;
  readonly piece: GradedPiece | undefined;
  /** From 1. */
  readonly column: number;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
}

/** One grade: the percentage and signs for the eye, a sentence for everybody who asks. */
export function GradeCell({ grade, piece, column, tabIndex, onFocus }: Props) {
  const { percent, passed, state, basis, counted } = grade;
  const words = piece
    ? [gradeWords(grade, piece), gradeSentence(grade)].filter((one) => one !== '').join('. ')
    : '';
  const signs = [
    ...(basis === 'decided' ? ['set'] : []),
    ...(basis === 'self-reported' ? ['self'] : []),
    ...(counted && counted.daysLate > 0 && basis !== 'decided' ? ['late'] : []),
  ].join(' ');
  const look = percent === undefined ? 'is-none' : passed ? 'is-good' : 'is-open';
  const blank = state === 'waiting' ? '…' : state === 'left-out' ? '0' : '–';
  return (
    <td
      role="gridcell"
      aria-colindex={column}
      class={`r ${look}`}
      tabIndex={tabIndex}
      title={words}
      aria-label={words}
      onFocus={onFocus}
    >
      {signs !== '' && <small>{signs}</small>}
      {percent ?? blank}
      {percent !== undefined && <b>{passed ? '✓' : '×'}</b>}
    </td>
  );
}
