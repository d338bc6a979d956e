import type { Skeleton } from './skeleton.ts';

/**
 * A lab that is proved as it stands: one task, one check on two hidden inputs, data of the learner's own, one
 * known-wrong answer and one right answer unlike the solution. Its author replaces part after part.
 *
 * @param course the course in which it stands, by folder
 * @param skill the competency that it gives evidence for
 */
export function labSkeleton(name: string, title: string, course: string, skill: string): Skeleton {
  const folder = `labs/${name}`;
  return {
    [`${folder}/lab.yaml`]: `# yaml-language-server: $schema=../../docs/schemas/lab.schema.json
title: ${title}
summary: A program that counts the applications in a file of them.
version: '1.0.0'
minutes: 15
skills: [${skill}]
needs: [shell]
course: ${course}
pass: 70
tasks:
  - id: count
    title: Count the applications
    summary: count.sh prints how many applications a file holds.
    points: 100
    checks:
      - id: every-application-counts
        claim: Every application counts once, and the line with the columns' names does not.
    hints:
      - A table is more than its rows. Which line of the file is not an application?
      - Look at the first line of data/applications.csv, and at what tail and wc do.
      - Leave out the first line, then count the lines that are left.
      - 'tail -n +2 "$1" | wc -l counts the lines from the second on.'
open: [count.sh]
`,
    [`${folder}/brief.mdx`]: `Ines asks every Monday how many applications came in, and every Monday somebody counts by hand.

## Count the applications

\`bash count.sh FILE\` prints one number: how many applications the file holds. Try it on \`data/applications.csv\`.
`,
    [`${folder}/starter/count.sh`]: `# Prints how many applications a file holds.
echo "not counted yet: $1"
`,
    [`${folder}/generate.ts`]: `import { textFile, type FileTree } from '#container';
import { Random } from '#harborlight';

/** The rows of a file of applications, drawn from a seed. */
export function applications(seed: string): readonly string[] {
  const random = new Random(seed);
  const count = 20 + random.below(30);
  return Array.from({ length: count }, (_, index) => \`A-\${index + 1},\${300 + random.below(9_700)}\`);
}

/** The file itself: a line with the names of the columns, then the rows. */
export function table(rows: readonly string[]): string {
  return ['application_id,amount_eur', ...rows].map((line) => \`\${line}\\n\`).join('');
}

/** Files that differ per learner. */
export function generate(seed: string): FileTree {
  return { 'data/applications.csv': textFile(table(applications(seed))) };
}
`,
    [`${folder}/checks.ts`]: `import { textFile } from '#container';
import { describeRun, doesNotHold, holds, type Check } from '#grading';
import { applications, table } from './generate.ts';

const everyApplicationCounts: Check = {
  id: 'every-application-counts',
  async run(probe) {
    for (const k of [1, 2]) {
      const rows = applications(probe.hiddenSeed(k));
      await probe.mount('hidden', { 'applications.csv': textFile(table(rows)) });
      const run = await probe.run(['bash', 'count.sh', 'hidden/applications.csv']);
      if (run.stdoutText.trim() === String(rows.length)) continue;
      return doesNotHold({
        summary: 'The number printed is not the number of applications.',
        ran: \`\${run.command} (a hidden file)\`,
        cameBack: run.stdoutText.trim() || describeRun(run),
        expected: \`\${rows.length}, and nothing else\`,
        lookAt: { path: 'count.sh' },
      });
    }
    return holds;
  },
};

/** In the order in which learners see them. */
export const checks: readonly Check[] = [everyApplicationCounts];
`,
    [`${folder}/solution/count.sh`]: `# Prints how many applications a file holds.
tail -n +2 "$1" | wc -l
`,
    [`${folder}/mutants/every-application-counts/header-counted-too/count.sh`]: `# Prints how many applications a file holds.
wc -l < "$1"
`,
    [`${folder}/accepted/a-loop/count.sh`]: `# Prints how many applications a file holds.
n=-1
while read -r _; do n=$((n + 1)); done < "$1"
echo "$n"
`,
  };
}
