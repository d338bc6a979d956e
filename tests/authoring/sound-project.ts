import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { checkContent, formatProblem } from '#authoring';

const COURSE = `title: Small course
summary: One sentence.
level: L2
challenge: 3
competencies: [VER]
hours: 1
modules:
  - id: only
    title: Only module
    summary: One sentence.
    lessons:
      - first
      - slug: second
        title: Second
        minutes: 8
        status: coming
        objective: do the second thing
`;

const LESSON = `---
title: First
objective: do the first thing
minutes: 8
lab: small-lab
terms: [digest]
sources: []
---

Text with a <Term id="digest">digest</Term>, and [the lab](/labs/small-lab/).

## A heading

<Figure caption="What it shows.">

| Name | Value |
| --- | --- |
| a | 1 |

</Figure>

## Another

Back to [the first heading](#a-heading) and to [the glossary](/glossary/#digest).
`;

const LAB = `title: Small lab
version: 1.0.0
minutes: 15
skills: [VER]
needs: [shell]
course: small
lessons: [small/first]
tasks:
  - id: only
    title: Do it
    summary: It is done.
    points: 100
    checks:
      - id: it-holds
        claim: It holds.
    hints: [One., Two., Three., Four.]
open: [README.md]
`;

/** A project whose content holds: one course, one lesson, one lab, one term. */
const SOUND: Readonly<Record<string, string>> = {
  'content/courses/small/course.yaml': COURSE,
  'content/courses/small/lessons/first.mdx': LESSON,
  'content/glossary/digest.mdx': '---\nterm: digest\nshort: A short name made from bytes.\n---\n',
  'content/programs/one.yaml':
    'title: One\npromise: do it\nlevel: L1\ncourses: [{ course: small, modules: [only] }]\ntargets: { VER: 1 }\n',
  'labs/README.md': '# Labs\n',
  'labs/small-lab/lab.yaml': LAB,
  'labs/small-lab/brief.mdx': 'Do it.\n\n## The task\n\nDo it well.\n',
  'labs/small-lab/checks.ts': 'export const checks = [];\n',
  'labs/small-lab/starter/README.md': 'one\ntwo\nthree\n',
  'labs/small-lab/solution/README.md': 'done\n',
  'labs/small-lab/mutants/it-holds/not-done/README.md': 'not done\n',
  'src/components/lesson/Drawing.astro': '',
  'src/components/lesson/Figure.astro': '',
  'src/components/lesson/LabCard.astro': '',
  'src/components/lesson/LabFile.astro': '',
  'src/components/lesson/Term.astro': '',
  'src/pages/index.astro': '',
  'src/pages/courses/index.astro': '',
};

/** How a file of the sound project differs: another text, a change of its text, or `null` to leave it out. */
export type Change = string | null | ((text: string) => string);

/** Writes the sound project with changes into a folder that the test takes away afterwards; returns the folder. */
export function projectWith(
  t: TestContext,
  changes: Readonly<Record<string, Change>> = {},
): string {
  const root = mkdtempSync(join(tmpdir(), 'plumbline-content-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const path of new Set([...Object.keys(SOUND), ...Object.keys(changes)])) {
    const text = changed(SOUND[path] ?? '', changes[path]);
    if (text === null) continue;
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What `npm run check` prints for the sound project with changes, problem by problem. */
export function problemsWith(t: TestContext, changes: Readonly<Record<string, Change>>): string[] {
  return checkContent(projectWith(t, changes)).problems.map(formatProblem);
}

/** A change that replaces one piece of text, which must be there once. */
export function replacing(piece: string, by: string): (text: string) => string {
  return (text) => {
    if (text.split(piece).length !== 2)
      throw new Error(`"${piece}" does not stand once in the text.`);
    return text.replace(piece, () => by);
  };
}

function changed(text: string, change: Change | undefined): string | null {
  if (change === undefined) return text;
  return typeof change === 'function' ? change(text) : change;
}

export const COURSE_FILE = 'content/courses/small/course.yaml';
export const LESSON_FILE = 'content/courses/small/lessons/first.mdx';
export const LAB_FILE = 'labs/small-lab/lab.yaml';
