import type { APIRoute, GetStaticPaths } from 'astro';
import { readLab, readLabs } from '#authoring';
import { starterFileOf } from '../../../components/workbench/lab-sheet-of.ts';

export const getStaticPaths: GetStaticPaths = () =>
  readLabs().map(({ id }) => ({ params: { lab: id } }));

/** The files that a learner opens, before generated ones are laid over them. */
export const GET: APIRoute = ({ params }) =>
  Response.json(starterFileOf(readLab(params['lab'] ?? '')));
