import type { APIRoute } from 'astro';
import { readLab, readLabs } from '#authoring';
import { solutionFileOf } from '../../../components/workbench/lab-sheet-of.ts';

export const getStaticPaths = () => readLabs().map(({ id }) => ({ params: { lab: id } }));

/** One right answer. The workbench fetches it after a real attempt only. */
export const GET: APIRoute = ({ params }) =>
  Response.json(solutionFileOf(readLab(params['lab'] ?? '')));
