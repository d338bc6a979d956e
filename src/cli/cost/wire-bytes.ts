import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { LabError } from '#container';

/** Bytes over the wire, and in how many requests. */
export interface Wire {
  readonly bytes: number;
  readonly requests: number;
}

/** What a learner's browser fetches, each file once; afterwards it is on the device. */
export interface SiteWire {
  /** Pages that belong to no course, and what every page calls for: the first visit. */
  readonly first: Wire;
  /** The engine of the labs, once for all labs. */
  readonly engine: Wire;
  /** Lessons, quizzes and labs of each course, beyond the first visit and the engine. */
  readonly courses: readonly (Wire & { readonly course: string })[];
}

/**
 * Fetches what a learner of every course fetches, over HTTP with brotli, and counts headers and bodies of the answers.
 *
 * The browser is one that can pause WebAssembly (JSPI), as Chromium: others fetch another image of Python of the same size.
 *
 * @param folder of the built site
 * @param origin where it is served
 * @throws LabError `SiteNotBuilt` when a list of the build is missing
 */
export async function weighSite(folder: string, origin: string): Promise<SiteWire> {
  const weigh = async (paths: readonly string[]): Promise<Wire> => {
    let bytes = 0;
    for (const path of paths) bytes += await wireBytes(`${origin}/${path}`);
    return { bytes, requests: paths.length };
  };
  const first = firstVisit(readFileSync(join(folder, 'service-worker.js'), 'utf8'));
  const lists = readdirSync(join(folder, 'courses'))
    .filter((course) => existsSync(join(folder, 'courses', course, 'offline.json')))
    .map((course) => ({ course, files: courseFiles(folder, course) }))
    // A course that is only announced has a page and no lessons.
    .filter(({ files }) => files.some((path) => /^courses\/[^/]+\/[^/]+\/$/.test(path)));
  const isEngine = (path: string): boolean => path.startsWith('engine/');
  const engine = [...new Set(lists.flatMap(({ files }) => files.filter(isEngine)))];
  const courses: (Wire & { course: string })[] = [];
  for (const { course, files } of lists)
    courses.push({ course, ...(await weigh(files.filter((path) => !isEngine(path)))) });
  return { first: await weigh(['', ...first]), engine: await weigh(engine), courses };
}

function courseFiles(folder: string, course: string): readonly string[] {
  const list = JSON.parse(readFileSync(join(folder, `courses/${course}/offline.json`), 'utf8')) as {
    readonly files: readonly { readonly path: string; readonly only?: 'waits' | 'plain' }[];
  };
  return list.files.filter(({ only }) => only !== 'plain').map(({ path }) => path);
}

/** The list of the first visit, as the build has written it into the service worker. */
function firstVisit(worker: string): readonly string[] {
  const found = /\bfirst:(\["(?:[^"\\]|\\.)*"(?:,"(?:[^"\\]|\\.)*")*\])/.exec(worker)?.[1];
  if (found === undefined) {
    throw new LabError(
      'SiteNotBuilt',
      'The service worker of this site does not say what is laid down at the first visit.',
      'Build the site with this edition: npm run build.',
    );
  }
  return JSON.parse(found) as readonly string[];
}

function wireBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { headers: { 'accept-encoding': 'gzip, deflate, br' } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`${url} answers ${String(response.statusCode)}`));
          response.resume();
          return;
        }
        const { rawHeaders, httpVersion, statusMessage = '' } = response;
        // "name: value\r\n" for each, the status line, and the empty line.
        let bytes = `HTTP/${httpVersion} 200 ${statusMessage}\r\n\r\n`.length + rawHeaders.length;
        for (const text of rawHeaders) bytes += text.length;
        bytes += rawHeaders.length;
        response.on('data', (part: Buffer) => (bytes += part.length));
        response.on('error', reject);
        response.on('end', () => {
          resolve(bytes);
        });
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}
