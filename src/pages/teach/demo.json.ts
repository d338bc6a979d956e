import type { APIRoute } from 'astro';
import {
  DEMO_LABS,
  embeddedEngineIdentity,
  graderIdentity,
  labIds,
  readDemoAnswers,
} from '#authoring';
import { labFileOf, type DemoFile } from '../../components/teach/demo/demo-file.ts';

/** Right and known-wrong answers of the labs that a demo cohort hands in; those that this site has not are left out. */
export const GET: APIRoute = () => {
  const file: DemoFile = {
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    labs: DEMO_LABS.filter((id) => labIds().includes(id)).map((id) =>
      labFileOf(readDemoAnswers(id)),
    ),
  };
  return Response.json(file);
};
