import { useMemo, useState } from 'preact/hooks';
import { entitlements, gradebookOfCohort, type BroughtExam } from '#cohort';
import type { PanelProps } from '../desk/teach-panel.ts';
import { Ungraded } from '../desk/Ungraded.tsx';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { BringExams } from './BringExams.tsx';
import { Candidates } from './Candidates.tsx';
import { CertificatesHeld } from './CertificatesHeld.tsx';

/** Who may have a certificate, the batch for the issuer's page, and what came back from it. */
export function CertifyPanel(props: PanelProps) {
  const { cohort, catalogue } = props;
  const handIns = useHandIns(props);
  const [kindId, setKindId] = useState(catalogue.certificates[0]?.id ?? '');
  const [brought, setBrought] = useState<readonly BroughtExam[]>([]);
  const kind = catalogue.certificates.find(({ id }) => id === kindId);
  const titles = useMemo(
    () => Object.fromEntries(catalogue.labs.map(({ id, title }) => [id, title])),
    [catalogue],
  );
  const people = useMemo(
    () =>
      handIns && kind
        ? entitlements({
            cohort,
            book: gradebookOfCohort(cohort, handIns),
            handIns,
            kind,
            titles,
            now: new Date(),
            brought,
          })
        : undefined,
    [cohort, handIns, kind, titles, brought],
  );
  if (catalogue.certificates.length === 0) {
    return <p class="teach-say">This edition of the site has no certificate that can be issued.</p>;
  }
  if (!people || !kind || !handIns) return <p role="status">The grades are being read.</p>;
  return (
    <>
      <Ungraded {...props} handIns={handIns} />
      <Candidates key={kind.id} {...props} kind={kind} people={people} onKind={setKindId} />
      <BringExams {...props} brought={brought} onBrought={setBrought} />
      <CertificatesHeld {...props} />
    </>
  );
}
