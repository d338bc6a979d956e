const COURSE = '/courses/versioning-and-reproducibility/';

/** A page of each template of the site, the lab's screen aside. */
export const TEMPLATE_PAGES: readonly string[] = [
  '/',
  '/courses/',
  COURSE,
  `${COURSE}content-addressing/`,
  `${COURSE}quizzes/models/`,
  '/labs/',
  '/glossary/',
  '/competencies/',
  '/diagnostic/',
  '/exams/',
  '/exams/foundations/',
  '/exams/pack/',
  '/record/',
  '/verify/',
  '/certificate/',
  '/issue/',
  '/teach/',
  '/assigned/',
  '/regrade/',
  '/packages/',
  '/about/',
  '/offline/',
  '/404.html',
];
