import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COHORT_HELP } from '../../src/cli/cohort/cohort-help.ts';
import { sourceFiles } from './source-files.ts';

/** One space for any white space, and straight quotation marks, as people type them. */
const plain = (text: string): string => text.replace(/[‘’]/g, "'").replace(/\s+/g, ' ');

/** What a guide calls by its name on a page: in italics, outside of code. */
function namedIn(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[^]*?```/g, '').replace(/`[^`]*`/g, '');
  return Array.from(prose.matchAll(/(?<![\w*])_([^_]+?)_(?!\w)/g), ([, name = '']) => plain(name));
}

/** As a whole: what stands in a page's text, or is a word of its script; a number or a name may follow. */
const isLabel = (name: string): boolean => {
  const exactly = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`[>"'\`}] ?${exactly}(?: ?[<"'\`{:]| \\$\\{| of )`).test(pages);
};

const pages = plain(
  sourceFiles(/^src\/(?:components|layouts|pages)\/.*\.(?:astro|ts|tsx)$/)
    .map(({ text }) => text.replace(/\{'\s+'\}/g, ' ').replaceAll("\\'", "'"))
    .join('\n'),
);

// Pages of hosts name what stands on the hosts' own.
for (const { path, text } of sourceFiles(
  /^docs\/(?:instructors|operators(?!\/hosting))\/.*\.md$/,
)) {
  test(`${path} calls buttons, fields and tabs as the pages do`, () => {
    assert.deepEqual(
      namedIn(text).filter((name) => !isLabel(name)),
      [],
    );
  });
}

/** Each part of the help begins with how its command is called. */
const helpOf = (command: string): string | undefined =>
  COHORT_HELP.split(/^npm run cohort -- /m).find((part) => part.split(/\s/)[0] === command);

for (const { path, text } of sourceFiles(/^docs\/.*\.md$/)) {
  const commands = Array.from(
    text.replace(/\\\n\s*/g, ' ').matchAll(/npm run cohort -- ([a-z][a-z-]*)([^\n`"”]*)/g),
    ([, command = '', rest = '']) => ({ command, options: rest.match(/(?<=\s)--[a-z-]+/g) ?? [] }),
  );
  if (commands.length === 0) continue;
  test(`${path} calls the commands and options of a cohort as they are`, () => {
    const unknown = commands.flatMap(({ command, options }) => {
      const help = helpOf(command);
      if (help === undefined) return [command];
      return options.filter((option) => !help.includes(option)).map((one) => `${command} ${one}`);
    });
    assert.deepEqual(unknown, []);
  });
}
