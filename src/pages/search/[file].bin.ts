import type { APIRoute, GetStaticPaths } from 'astro';
import { readCourses, readSearchPages } from '#authoring';
import { buildSearch, type SearchFiles } from '#search';

let built: SearchFiles | undefined;

/** Built once for all files: they depend on each other. */
function searchFiles(): SearchFiles {
  if (!import.meta.env.PROD) built = undefined;
  built ??= buildSearch(
    readSearchPages(),
    new Map(readCourses().map(({ id, title }) => [id, title])),
  );
  return built;
}

export const getStaticPaths: GetStaticPaths = () =>
  [...searchFiles().keys()].map((file) => ({ params: { file } }));

/** The files of the search: `titles.bin`, and one for each course. */
export const GET: APIRoute = ({ params: { file = '' } }) =>
  new Response(searchFiles().get(file), {
    headers: { 'Content-Type': 'application/octet-stream' },
  });
