import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  blockingChecks,
  gradebookOfCohort,
  openedAtOf,
  seenWorks,
  shownSkills,
  skillsMap,
  timeToPass,
  type KnownMistake,
  type SkillClaim,
} from '#cohort';
import { COMPETENCY_IDS, type CompetencyId, type Level } from '#curriculum';
import type { PanelProps } from '../desk/teach-panel.ts';
import { Ungraded } from '../desk/Ungraded.tsx';
import { useHandIns } from '../desk/use-hand-ins.ts';
import { BlockingChecks } from './BlockingChecks.tsx';
import { ExamItems } from './ExamItems.tsx';
import { knownMistakesOf } from './known-mistakes-of.ts';
import { ReportFiles } from './ReportFiles.tsx';
import { SkillsMapView } from './SkillsMapView.tsx';
import { TimesToPass } from './TimesToPass.tsx';
import { labWords } from './lab-words.ts';

/** What the hand-ins tell of the cohort as a whole. */
export function InsightPanel(props: PanelProps) {
  const { cohort, catalogue, attempt } = props;
  const handIns = useHandIns(props);
  const [known, setKnown] = useState<ReadonlyMap<string, readonly KnownMistake[]>>();
  const [level, setLevel] = useState<Level>('L2');
  const [claims, setClaims] = useState<readonly SkillClaim[]>([]);
  const works = useMemo(() => (handIns ? seenWorks(handIns) : []), [handIns]);

  useEffect(() => {
    let isOld = false;
    attempt(async () => {
      const found = await knownMistakesOf(works.map(({ lab }) => lab));
      if (!isOld) setKnown(found);
      return '';
    });
    return () => {
      isOld = true;
    };
  }, [works]);

  const words = useMemo(() => labWords(catalogue), [catalogue]);
  const book = useMemo(() => handIns && gradebookOfCohort(cohort, handIns), [cohort, handIns]);
  const checks = useMemo(
    () => (known ? blockingChecks(works, (lab) => known.get(lab) ?? []) : []),
    [works, known],
  );
  const skills = useMemo(() => {
    if (!book) return undefined;
    const evidence = shownSkills(cohort, book, (lab) => skillsOf(catalogue.labs, lab));
    return skillsMap(
      cohort.learners.map(({ id }) => id),
      evidence,
      level,
      claims,
    );
  }, [book, level, claims]);
  const times = useMemo(
    () => (book ? timeToPass(book, openedAtOf(cohort)) : []),
    [book, cohort.assignments],
  );
  if (!book || !handIns || !known || !skills) return <p role="status">The work is being read.</p>;
  if (book.rows.length === 0 || book.pieces.length === 0) {
    return (
      <p class="teach-say">
        There is nothing to see yet: this needs learners, and a lab or an exam that was assigned.
      </p>
    );
  }
  return (
    <>
      <Ungraded {...props} handIns={handIns} />
      <BlockingChecks checks={checks} words={words} known={known} />
      <TimesToPass pieces={book.pieces} times={times} />
      <ExamItems cohort={cohort} attempt={attempt} handIns={handIns} />
      <SkillsMapView
        {...props}
        map={skills}
        level={level}
        onLevel={setLevel}
        claims={claims}
        onClaims={setClaims}
      />
      <ReportFiles
        {...props}
        book={book}
        times={times}
        checks={checks}
        skills={skills}
        words={words}
      />
    </>
  );
}

function skillsOf(labs: PanelProps['catalogue']['labs'], id: string): readonly CompetencyId[] {
  const skills = labs.find((lab) => lab.id === id)?.skills ?? [];
  return COMPETENCY_IDS.filter((one) => skills.includes(one));
}
