import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab, readLabs } from '#authoring';
import { solutionFileOf } from '../../../components/workbench/lab-sheet-of.ts';

export const getStaticPaths: GetStaticPaths = () =>
  readLabs().map(({ id }) => ({ params: { lab: id } }));

/** One right answer. The workbench fetches it after a real attempt only. */
export const GET: APIRoute = ({ params }) =>
  Response.json(solutionFileOf(readLab(params['lab'] ?? '')));
