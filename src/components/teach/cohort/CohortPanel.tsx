import type { PanelProps } from '../desk/teach-panel.ts';
import { BringRoster } from './BringRoster.tsx';
import { CohortFacts } from './CohortFacts.tsx';
import { KeepAndDelete } from './KeepAndDelete.tsx';
import { RosterTable } from './RosterTable.tsx';

/** Who is in the cohort, what holds for it, and what becomes of it. */
export function CohortPanel(props: PanelProps) {
  const isOpen = props.cohort.archivedAt === undefined;
  return (
    <>
      <RosterTable {...props} />
      <div class="teach-two">
        {isOpen && <BringRoster {...props} />}
        {isOpen && <CohortFacts key={props.cohort.id} {...props} />}
        <KeepAndDelete {...props} />
      </div>
    </>
  );
}
