import { sourceOfBytes } from '../collect/byte-source.ts';
import { collectForCohort } from '../collect/collect-for-cohort.ts';
import type { Cohort } from '../register/cohort.ts';
import type { HandIn, SetAsideFile } from '../register/hand-in.ts';
import type { DemoCohort } from './make-demo.ts';

/** A demo cohort as a store keeps it: the same that collecting its files gives. */
export interface SortedDemo {
  readonly cohort: Cohort;
  readonly handIns: readonly { readonly handIn: HandIn; readonly bytes: Uint8Array }[];
  readonly setAside: readonly SetAsideFile[];
}

/** Collects the files of a demo cohort as all hand-ins are collected. @throws RangeError when one of them could not be read. */
export async function sortedFiles({ cohort, files }: DemoCohort): Promise<SortedDemo> {
  const handIns: SortedDemo['handIns'][number][] = [];
  const setAside: SetAsideFile[] = [];
  const idsOf = (wanted: string): ReadonlySet<string> =>
    new Set(
      cohort.assignments.flatMap(({ terms }) =>
        terms.items.flatMap(({ kind, id }) => (kind === wanted ? [id] : [])),
      ),
    );
  const { unread } = await collectForCohort(
    {
      handIns: () => Promise.resolve([]),
      collect: (some, aside) => {
        handIns.push(...some);
        setAside.push(...aside);
        return Promise.resolve(some.length);
      },
    },
    cohort,
    files.map(({ bytes, ...received }) => ({ ...received, source: sourceOfBytes(bytes) })),
    {
      gradable: {
        labs: idsOf('lab'),
        exams: idsOf('exam'),
        quizzes: idsOf('quiz'),
        lessons: idsOf('lesson'),
      },
    },
  );
  if (unread.length > 0) throw new RangeError(unread.join(' '));
  return { cohort, handIns, setAside };
}
