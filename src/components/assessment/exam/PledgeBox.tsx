import { PLEDGE } from '#assessment';

interface Props {
  readonly isPledged: boolean;
  readonly onPledge: (isPledged: boolean) => void;
}

/** The words that somebody stands by, to be ticked before the time runs. */
export function PledgeBox({ isPledged, onPledge }: Props) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isPledged}
        onChange={(event) => onPledge(event.currentTarget.checked)}
      />
      <span>{PLEDGE}</span>
    </label>
  );
}

/** What is said when the time is to run and the pledge is not ticked. */
export const PLEDGE_FIRST = 'Read the pledge and tick it first.';
