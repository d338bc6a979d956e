import type { APIRoute } from 'astro';
import { readGlossary } from '#authoring';

/** What each term means, in a sentence, by its file name: for the notes that lessons show. */
export const GET: APIRoute = () =>
  Response.json(
    Object.fromEntries(readGlossary().map(({ id, term, short }) => [id, { term, short }])),
  );
