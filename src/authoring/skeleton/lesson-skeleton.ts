import type { Skeleton } from './skeleton.ts';

/** A lesson with every part that docs/authoring/README.md asks for, each with what belongs there. */
export function lessonSkeleton(course: string, name: string, title: string): Skeleton {
  return {
    [`content/courses/${course}/lessons/${name}.mdx`]: `---
# yaml-language-server: $schema=../../../../docs/schemas/lesson.schema.json
title: ${title}
objective: do one thing that somebody else could watch
minutes: 8
terms: []
sources: []
questions:
  - id: the-decision
    ask: Show one artifact and ask for one decision.
    options:
      - text: What somebody does who read the lesson.
        right: true
        why: Say what in the artifact makes it right.
      - text: A mistake that you have seen somebody make.
        why: Say what would happen.
      - text: Another mistake, of another kind.
        why: Say what would happen.
  - id: the-consequence
    ask: Change one thing in the artifact and ask what follows.
    options:
      - text: What follows.
        right: true
        why: Say by which rule.
      - text: What follows from a rule that looks alike.
        why: Say where the two rules part.
      - text: Nothing.
        why: Say who would notice, and when.
---

Begin with a scene at Harborlight: somebody wants something, and something is in the way.

## What the scene shows

One idea in a few paragraphs, told on one worked artifact.

<Listing name="The artifact, whole and real">

\`\`\`yaml
key: value
\`\`\`

</Listing>

## What to do about it

The rule, its reason, and where it ends.

## Recall

<Questions of={frontmatter.questions} />

## At work tomorrow

<AtWork>

1. Something that takes five minutes.
2. Something to look at in the reader's own repository.
3. Somebody to ask.

</AtWork>

## Sources

<Sources of={frontmatter.sources} />
`,
  };
}
