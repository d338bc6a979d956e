import type { HandIn } from '#cohort';
import type { PanelProps } from './teach-panel.ts';

interface Props extends Pick<PanelProps, 'open'> {
  readonly handIns: readonly HandIn[];
}

/** Says what is missing of a tab that rests on grades, and where to go for it; nothing once all are graded. */
export function Ungraded({ handIns, open }: Props) {
  const count = handIns.filter(({ grading }) => grading.status === 'waiting').length;
  if (count === 0) return null;
  return (
    <p class="notice">
      {count === 1 ? 'One hand-in is' : `${count} hand-ins are`} not graded yet, and what stands
      here leaves {count === 1 ? 'it' : 'them'} out.{' '}
      <button class="linklike" type="button" onClick={() => open('regrade')}>
        Grade {count === 1 ? 'it' : 'them'} first
      </button>
    </p>
  );
}
