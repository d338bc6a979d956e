import type { ExamBlueprint } from '#curriculum';
import type { Lab } from './read-lab.ts';

/** The labs of an exam's practical part that are written, as an assignment names them; nothing where it has none of its own. */
export function assignedPractical(
  { practical }: Pick<ExamBlueprint, 'practical'>,
  labs: readonly Pick<Lab, 'id' | 'manifest'>[],
): { readonly practical?: readonly { readonly id: string; readonly title: string }[] } {
  if (practical.kind === 'practice') return {};
  const named = practical.kind === 'labs' ? practical.labs : [practical];
  const written = named.flatMap(({ lab: id }) => {
    const lab = labs.find((one) => one.id === id);
    return lab ? [{ id: lab.id, title: lab.manifest.title }] : [];
  });
  return written.length === 0 ? {} : { practical: written };
}
