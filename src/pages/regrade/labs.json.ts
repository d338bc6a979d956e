import type { APIRoute } from 'astro';
import { readExamPapers, readLabs } from '#authoring';
import { regradeSheetOf } from '../../components/cohort/regrade/regrade-sheet-of.ts';

/** What grading hand-ins again needs to know of every lab, and which exams there are. */
export const GET: APIRoute = () =>
  Response.json(
    regradeSheetOf(
      readLabs(),
      readExamPapers().map(({ exam }) => exam),
    ),
  );
