import type { MergeCount, MergeReport } from '#progress';

const THINGS: Readonly<Record<MergeCount['kind'], readonly [one: string, many: string]>> = {
  lesson: ['lesson', 'lessons'],
  answer: ['answer in a lesson', 'answers in lessons'],
  attempt: ['attempt at a lab', 'attempts at labs'],
  quiz: ['finished quiz', 'finished quizzes'],
  'open quiz': ['quiz that is half-way', 'quizzes that are half-way'],
  exam: ['part of an exam', 'parts of exams'],
  receipt: ['receipt of a hand-in', 'receipts of hand-ins'],
  pack: ['exam pack', 'exam packs'],
  certificate: ['certificate', 'certificates'],
  assignment: ['assignment', 'assignments'],
  work: ['lab with your work', 'labs with your work'],
  copy: ['kept copy', 'kept copies'],
};

/** What a file brought: what is new, what changed, what was here already, and what a learner would wonder at. */
export function BroughtIn({ report: { counts, notes } }: { readonly report: MergeReport }) {
  const tell = (what: 'added' | 'changed' | 'same'): string =>
    counts
      .filter((count) => count[what] > 0)
      .map(({ kind, [what]: number }) => `${number} ${THINGS[kind][number === 1 ? 0 : 1]}`)
      .join(', ');
  const [added, changed, same] = [tell('added'), tell('changed'), tell('same')];
  return (
    <ul class="brought small">
      {added && <li>New here: {added}.</li>}
      {changed && <li>Changed here: {changed}.</li>}
      {same && <li>Were here already: {same}.</li>}
      {!added && !changed && <li>The file held nothing that was not here.</li>}
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
