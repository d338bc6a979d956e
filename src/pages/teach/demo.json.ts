import type { APIRoute } from 'astro';
import { DEMO_LABS, embeddedEngineIdentity, graderIdentity, readDemoAnswers } from '#authoring';
import { labFileOf, type DemoFile } from '../../components/teach/demo/demo-file.ts';

/** Right and known-wrong answers of the labs that a demo cohort hands in. */
export const GET: APIRoute = () => {
  const file: DemoFile = {
    grader: graderIdentity(),
    engine: embeddedEngineIdentity(),
    labs: DEMO_LABS.map((id) => labFileOf(readDemoAnswers(id))),
  };
  return Response.json(file);
};
