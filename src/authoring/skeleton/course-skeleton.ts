import type { Skeleton } from './skeleton.ts';

/** A course that stands in the catalogue as "coming", with one module and one lesson that is planned. */
export function courseSkeleton(name: string, title: string): Skeleton {
  return {
    [`content/courses/${name}/course.yaml`]: `# yaml-language-server: $schema=../../../docs/schemas/course.schema.json
title: ${title}
summary: What somebody can do after this course, in one or two sentences.
level: L2
challenge: 3
competencies: [VER]
hours: 1
status: coming
modules:
  - id: first-things
    title: First things
    summary: What this module is about, in one sentence.
    lessons:
      - slug: the-first-lesson
        title: The first lesson
        minutes: 8
        status: coming
        objective: do one thing that somebody else could watch
`,
  };
}
