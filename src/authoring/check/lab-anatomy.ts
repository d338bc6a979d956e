import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../content.ts';
import { readFolderTree } from '../folder-tree.ts';
import { didYouMean } from '../near-miss.ts';
import type { Problem } from '../problem.ts';
import { readLab } from '../read-lab.ts';

const FILES = ['lab.yaml', 'brief.mdx', 'checks.ts', 'generate.ts', 'mistakes.json'];
const FOLDERS = ['starter', 'solution', 'mutants', 'accepted'];
const REQUIRED = ['lab.yaml', 'brief.mdx', 'checks.ts', 'starter', 'solution', 'mutants'];
const ANATOMY = [...FILES, ...FOLDERS.map((folder) => `${folder}/`)].join(', ');

/** A lab's folder holds what labs/README.md lists, all of it and nothing else. */
export function labAnatomy(content: Content): readonly Problem[] {
  const folder = join(content.root, 'labs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      if (lstatSync(join(folder, name)).isDirectory()) return faultsIn(content, name);
      return name === 'README.md' ? [] : [undeclared(`labs/${name}`, 'A lab is a folder.')];
    });
}

function faultsIn(content: Content, lab: string): readonly Problem[] {
  const folder = join(content.root, 'labs', lab);
  const names = readdirSync(folder).sort();
  const problems: Problem[] = [];
  for (const name of names) {
    const isFolder = lstatSync(join(folder, name)).isDirectory();
    if ((isFolder ? FOLDERS : FILES).includes(name)) continue;
    if (!isFolder && isImported(folder, names, name)) continue;
    const near = didYouMean(name, [...FILES, ...FOLDERS]);
    problems.push(undeclared(`labs/${lab}/${name}`, `${near}A lab holds: ${ANATOMY}.`));
  }
  for (const name of REQUIRED) {
    if (names.includes(name)) continue;
    problems.push({
      file: `labs/${lab}/${name}`,
      line: 1,
      what: `The lab "${lab}" has no ${name}.`,
      todo: 'Add it; labs/README.md says what it holds.',
    });
  }
  return [...problems, ...looseAnswers(content.root, lab), ...missingOpenFiles(content, lab)];
}

/** A module beside `checks.ts` or `generate.ts` that one of the lab's modules imports. */
function isImported(folder: string, names: readonly string[], module: string): boolean {
  return (
    module.endsWith('.ts') &&
    names.some(
      (name) =>
        name !== module &&
        name.endsWith('.ts') &&
        readFileSync(join(folder, name), 'utf8').includes(`from './${module}'`),
    )
  );
}

const undeclared = (file: string, todo: string): Problem => ({
  file,
  line: 1,
  what: `${file} is not a part of a lab.`,
  todo: `${todo} Move it or delete it.`,
});

/** Files directly in `accepted/`, or above the third level in `mutants/`, belong to no answer. */
function looseAnswers(root: string, lab: string): readonly Problem[] {
  const loose = (place: string, levels: number, todo: string): Problem[] =>
    Object.keys(readFolderTree(join(root, 'labs', lab, place)))
      .filter((path) => path.split('/').length <= levels)
      .map((path) => undeclared(`labs/${lab}/${place}/${path}`, todo));
  return [
    ...loose('mutants', 2, 'A mutant is a folder: mutants/<check>/<what-is-wrong>/.'),
    ...loose('accepted', 1, 'An accepted answer is a folder: accepted/<what-is-different>/.'),
  ];
}

/** Files that the editor opens are in the starter, unless files are generated. */
function missingOpenFiles(content: Content, id: string): readonly Problem[] {
  const source = content.labs.find((lab) => lab.id === id);
  if (!source?.data || existsSync(join(content.root, 'labs', id, 'generate.ts'))) return [];
  const paths = Object.keys(readLab(id, content.root).starter);
  return source.data.open.flatMap((path, i) =>
    paths.includes(path)
      ? []
      : [
          {
            file: source.file,
            line: source.lineOf(['open', i]),
            what: `"${path}" is opened first and is not in the starter.`,
            todo: `${didYouMean(path, paths)}Files of the starter: ${paths.join(', ')}.`,
          },
        ],
  );
}
