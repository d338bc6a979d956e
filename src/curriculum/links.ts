/** Addresses of pages, from the site's root. They end in "/" and never change while an id stays. */

export function coursePath(course: string): string {
  return `/courses/${course}/`;
}

/** @param lesson `<course>/<lesson>`, with an optional `#heading`. */
export function lessonPath(lesson: string): string {
  const [page = '', heading] = lesson.split('#');
  return `/courses/${page}/${heading === undefined ? '' : `#${heading}`}`;
}

/** @param quiz `<course>/<quiz>` */
export function quizPath(quiz: string): string {
  const [course = '', name = ''] = quiz.split('/');
  return `/courses/${course}/quizzes/${name}/`;
}

export function labPath(lab: string): string {
  return `/labs/${lab}/`;
}

/** The glossary, at one term when it is given. */
export function glossaryPath(term?: string): string {
  return term === undefined ? '/glossary/' : `/glossary/#${term}`;
}

/** `<course>/<lesson>` of a page's address, or `undefined` when the address is no lesson's. */
export function lessonAt(pathname: string): string | undefined {
  return /\/courses\/([a-z0-9-]+\/[a-z0-9-]+)\/?$/.exec(pathname)?.[1];
}
