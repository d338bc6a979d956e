import type { LabSitting } from '#assessment';
import { Mark } from '../../site/record/Mark.tsx';
import { examLabAddress } from './exam-lab-address.ts';
import { dayAndTime } from './exam-words.ts';
import type { LabStand } from './practical-stand.ts';

interface Props {
  readonly stand: Pick<LabStand, 'lab' | 'handedInAt'>;
  /** The last sitting that has ended. */
  readonly last: LabSitting;
}

/** What a sitting of a lab gave, and what happens next with it. */
export function LabEnded({ stand: { lab, handedInAt }, last }: Props) {
  const { end } = last;
  if (!end) return null;
  const { result } = end;
  const unmet = result?.unmet.map((id) => lab.must?.[id] ?? id) ?? [];
  const address = examLabAddress(lab.address ?? '', last.exam);
  return (
    <div class="lab-ended">
      <h3>
        Sitting {last.number}: “{lab.title}” {result?.passed ? 'holds' : 'does not hold'}
      </h3>
      <p class="outcome-n num">
        <Mark name={result?.passed ? 'pass' : 'fail'} />{' '}
        {result ? `${result.points} of ${result.maxPoints} points` : 'no Check'}
      </p>
      <p>
        {result
          ? `As your last Check has it; ${lab.pass} are needed.`
          : 'It ended without a Check, so this browser counts nothing.'}{' '}
        {end.by === 'time' ? 'The time was over on ' : 'You ended it on '}
        <span class="num">{dayAndTime(new Date(end.at))}.</span>
      </p>
      {unmet.length > 0 && (
        <>
          <p>Nobody passes without these, which do not hold:</p>
          <ul class="exam-next">
            {unmet.map((claim) => (
              <li key={claim}>{claim}</li>
            ))}
          </ul>
        </>
      )}
      <ol class="exam-next">
        <li>
          This browser judged it, and nobody watched: it is self-assessed, and no certificate.
        </li>
        <li>
          {handedInAt === undefined ? (
            <>
              <a href={address}>Open the work as it stood and hand it in</a>: one file, for your
              instructor or organisation.
            </>
          ) : (
            <>
              You handed it in on <span class="num">{dayAndTime(new Date(handedInAt))}</span>.{' '}
              <a href={address}>Open the work as it stood</a>
            </>
          )}
        </li>
        <li>
          They grade the files again, on hidden data that nobody has seen; what this browser says is
          only compared.
        </li>
      </ol>
    </div>
  );
}
