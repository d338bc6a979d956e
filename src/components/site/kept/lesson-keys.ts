import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastChanged } from '#authoring';
import { lessonPath } from '#curriculum';

const LESSON = /^content\/courses\/([^/]+)\/lessons\/([^/]+)\.mdx$/;
const HEAD = /^---\r?\n[\s\S]*?^---[ \t]*$/m;

/**
 * Says of a lesson's page all that it is made from beside the site's code: its own text, the day of its last change, and
 * everything else in `content/` and `labs/`, of which another lesson's text is the only thing that no page but its own shows.
 *
 * @returns for a path such as `/courses/<course>/<lesson>/`; `undefined` for every other page
 */
export function lessonKeys(root = '.'): (path: string) => string | undefined {
  const days = lastChanged('content/courses', root);
  const others = createHash('sha256');
  const own = new Map<string, string>();
  for (const file of [...filesIn(root, 'content'), ...filesIn(root, 'labs')]) {
    const [, course, lesson] = LESSON.exec(file) ?? [];
    const bytes = readFileSync(join(root, file));
    if (course === undefined || lesson === undefined) {
      others.update(`${file}\0${bytes.length}\0`).update(bytes);
      continue;
    }
    const text = bytes.toString('utf8');
    const digest = createHash('sha256').update(bytes).digest('hex');
    own.set(lessonPath(`${course}/${lesson}`), `${file} ${digest} ${days.get(file) ?? ''}`);
    others.update(`${file}\0${HEAD.exec(text)?.[0] ?? text}\0`);
  }
  const all = others.digest('hex');
  return (path) => {
    const lesson = own.get(path);
    return lesson === undefined ? undefined : `${all} ${lesson}`;
  };
}

function filesIn(root: string, folder: string): readonly string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(top.length - folder.length))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
