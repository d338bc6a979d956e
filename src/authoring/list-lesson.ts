import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { LabError } from '#container';

/**
 * The text of a `course.yaml` with a lesson listed by its slug: in place of its "coming" entry where there is one, else
 * at the end of a module. Comments and all other lines stay as they are.
 *
 * @param module id of the module; the last one unless told
 * @throws LabError `LessonIsListed`, `ModuleNotFound`
 */
export function listLesson(courseYaml: string, slug: string, module?: string): string {
  const document = parseDocument(courseYaml);
  if (document.get('status') === 'coming') document.delete('status');
  const modules = document.get('modules');
  const lists = isSeq(modules) ? modules.items.filter(isMap) : [];
  const ids = lists.map((item) => String(item.get('id')));
  for (const item of lists) {
    const lessons = item.get('lessons');
    if (!isSeq(lessons)) continue;
    const index = lessons.items.findIndex((lesson) => slugOf(lesson) === slug);
    if (index < 0) continue;
    if (!isMap(lessons.items[index])) {
      throw new LabError(
        'LessonIsListed',
        `The lesson "${slug}" is listed already.`,
        'Choose another name, or edit the lesson that is there.',
      );
    }
    lessons.set(index, slug);
    return document.toString({ lineWidth: 0, flowCollectionPadding: false });
  }
  const target = module === undefined ? lists.at(-1) : lists[ids.indexOf(module)];
  const lessons = target?.get('lessons');
  if (!isSeq(lessons)) {
    throw new LabError(
      'ModuleNotFound',
      module === undefined ? 'The course has no module.' : `There is no module "${module}".`,
      `Modules of the course: ${ids.join(', ') || 'none'}.`,
    );
  }
  lessons.add(slug);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function slugOf(lesson: unknown): string | undefined {
  if (isMap(lesson)) return String(lesson.get('slug'));
  return isScalar(lesson) ? String(lesson.value) : undefined;
}
