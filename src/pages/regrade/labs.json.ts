import type { APIRoute } from 'astro';
import { readLabs } from '#authoring';
import { regradeSheetOf } from '../../components/cohort/regrade/regrade-sheet-of.ts';

/** What grading hand-ins again needs to know of every lab. */
export const GET: APIRoute = () => Response.json(regradeSheetOf(readLabs()));
