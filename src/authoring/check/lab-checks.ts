import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LabManifest } from '#curriculum';
import type { Content } from '../content.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';

/** A lab's points give 100, its ids are its own, and each check has known-wrong answers that prove it. */
export function labChecks({ root, labs }: Content): readonly Problem[] {
  return labs.flatMap(({ id, file, data, lineOf }) => {
    if (!data) return [];
    const problems: Problem[] = [];
    const points = data.tasks.reduce((sum, task) => sum + task.points, 0);
    if (points !== 100) {
      problems.push({
        file,
        line: lineOf(['tasks']),
        what: `The tasks give ${points} points together.`,
        todo: 'Make them give 100.',
      });
    }
    problems.push(...passMarkFaults(file, data, lineOf(['pass'])));
    const seen = new Set<string>();
    const once = (kind: string, name: string, line: number): void => {
      if (seen.has(`${kind} ${name}`)) {
        const todo = `Give each ${kind} a name of its own.`;
        problems.push({ file, line, what: `The ${kind} "${name}" stands twice.`, todo });
      }
      seen.add(`${kind} ${name}`);
    };
    const mutants = foldersIn(join(root, 'labs', id, 'mutants'));
    data.tasks.forEach((task, t) => {
      once('task', task.id, lineOf(['tasks', t, 'id']));
      task.checks.forEach((check, c) => {
        const line = lineOf(['tasks', t, 'checks', c, 'id']);
        once('check', check.id, line);
        const wrong = foldersIn(join(root, 'labs', id, 'mutants', check.id));
        if (wrong.length > 0) return;
        problems.push({
          file,
          line,
          what: `The check "${check.id}" has no mutant.`,
          todo: `Add a known-wrong answer: labs/${id}/mutants/${check.id}/<what-is-wrong>/.`,
        });
      });
    });
    const checks = data.tasks.flatMap((task) => task.checks.map((check) => check.id));
    for (const mutant of mutants) {
      if (checks.includes(mutant)) continue;
      problems.push({
        file: `labs/${id}/mutants/${mutant}`,
        line: 1,
        what: `There are mutants for "${mutant}", and the lab has no such check.`,
        todo: `${didYouMean(mutant, checks)}Checks of the lab: ${checks.join(', ')}.`,
      });
    }
    return problems;
  });
}

/** Of what is no must-check this share is asked for a pass (`curriculum.md` 6.1). */
const SHARE_OF_THE_REST = 0.6;

/** A lab with must-checks passes whoever has all of their tasks, and 60 % of the points of the others. */
function passMarkFaults(
  file: string,
  { pass, tasks }: LabManifest,
  line: number,
): readonly Problem[] {
  const withMust = tasks.filter(({ checks }) => checks.some(({ must }) => must));
  if (withMust.length === 0) return [];
  const must = withMust.reduce((sum, { points }) => sum + points, 0);
  const due = Math.round(must + (100 - must) * SHARE_OF_THE_REST);
  if (pass === due) return [];
  return [
    {
      file,
      line,
      what: `The pass mark is ${pass}; the tasks with must-checks give ${must} points.`,
      todo: `Make it ${due}: all of theirs and 60 % of the rest. Or move points between the tasks.`,
    },
  ];
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
