import type { APIRoute } from 'astro';
import {
  DEMO_EXAM,
  DEMO_LABS,
  embeddedEngineIdentity,
  graderIdentity,
  labIds,
  readDemoAnswers,
  readDemoLearned,
  readExamPapers,
} from '#authoring';
import { labFileOf, type DemoFile } from '../../components/teach/demo/demo-file.ts';

/** Right and known-wrong answers of the labs that a demo cohort hands in; those that this site has not are left out. */
export const GET: APIRoute = () => {
  const learned = readDemoLearned();
  const file: DemoFile = {
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    labs: DEMO_LABS.filter((id) => labIds().includes(id)).map((id) =>
      labFileOf(readDemoAnswers(id)),
    ),
    ...(readExamPapers().some(({ exam }) => exam === DEMO_EXAM) ? { exam: DEMO_EXAM } : {}),
    ...(learned
      ? {
          learned: {
            lesson: learned.lesson,
            quiz: { id: learned.quiz.id, title: learned.quiz.title },
          },
        }
      : {}),
  };
  return Response.json(file);
};
