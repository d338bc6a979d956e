import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
