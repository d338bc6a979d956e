import type { ExamScore } from '#assessment';
import { COMPETENCY_IDS } from '#curriculum';
import type { ExamSheet } from './exam-sheet.ts';

interface Props {
  readonly score: ExamScore;
  readonly names: ExamSheet['competencies'];
}

/** Where the right answers lie. */
export function RightByCompetency({ score, names }: Props) {
  return (
    <table class="t">
      <caption>Right answers by competency</caption>
      <thead>
        <tr>
          <th scope="col">Competency</th>
          <th scope="col" class="r">
            Right
          </th>
        </tr>
      </thead>
      <tbody>
        {COMPETENCY_IDS.flatMap((id) => {
          const part = score.byCompetency[id];
          if (!part) return [];
          return (
            <tr key={id}>
              <th scope="row">{names[id] ?? id}</th>
              <td class="r num">
                {part.right} of {part.of}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
