import type { PanelProps } from '../desk/teach-panel.ts';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { CollectedList } from './CollectedList.tsx';
import { DropHandIns } from './DropHandIns.tsx';
import { SetAsideLists } from './SetAsideLists.tsx';
import { useSetAside } from './use-set-aside.ts';

/** Takes hand-ins in, and shows what came and what was set aside. */
export function CollectPanel(props: PanelProps) {
  const handIns = useHandIns(props);
  const setAside = useSetAside(props);
  return (
    <>
      {props.cohort.archivedAt === undefined && <DropHandIns {...props} />}
      {handIns && <CollectedList {...props} handIns={handIns} />}
      {setAside && <SetAsideLists {...props} files={setAside} />}
    </>
  );
}
