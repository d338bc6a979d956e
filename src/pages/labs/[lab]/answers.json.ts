import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab, readLabs, withExpectation } from '#authoring';
import { answersFileOf } from '../../../components/workbench/author/answers-file.ts';

/** Known-wrong answers are for whoever writes the lab: a built site has none of these files. */
export const getStaticPaths: GetStaticPaths = () =>
  import.meta.env.DEV ? readLabs().map(({ id }) => ({ params: { lab: id } })) : [];

/** The lab's own answers, for the workbench's author mode. */
export const GET: APIRoute = ({ params }) => {
  const lab = readLab(params['lab'] ?? '');
  const mutants = lab.mutants.map((mutant) => withExpectation(lab.id, mutant));
  return Response.json(answersFileOf({ ...lab, mutants }));
};
