import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LESSON_FILE, problemsWith, replacing, type Change } from '../sound-project.ts';

/** What the check says of the lesson with one change; the file's name is left out. */
const CASES: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    'a link text that says nothing is refused',
    replacing('[the lab]', '[here]'),
    [
      `10: The link text "here" does not say where it leads.
  Name the page or the thing that the link leads to.`,
    ],
  ],
  [
    'a link without text is refused',
    replacing('[the lab]', '[]'),
    [
      `10: A link has no text.
  Name the page or the thing that the link leads to.`,
    ],
  ],
  [
    'a component that does not exist is named with the nearest',
    (text) => text.replace('<Figure', '<Figur').replace('</Figure', '</Figur'),
    [
      `14: There is no component <Figur>.
  Did you mean "Figure"? A lesson may use: Drawing, Figure, LabCard, LabFile, Term.`,
    ],
  ],
  [
    'a <Term> names an entry that exists',
    replacing('id="digest"', 'id="digset"'),
    [
      `10: There is no glossary entry "digset".
  Did you mean "digest"? A glossary entry stands in content/glossary/.`,
    ],
  ],
  [
    'a <LabCard> names a lab that exists',
    replacing('## Another', '<LabCard lab="big-lab" />\n\n## Another'),
    [
      `22: There is no lab "big-lab".
  A lab stands in labs/.`,
    ],
  ],
  [
    'a <LabFile> quotes a file that is there, and lines that are in it',
    replacing(
      '## Another',
      '<LabFile lab="small-lab" path="starter/READM.md" />\n\n<LabFile lab="small-lab" path="starter/README.md" lines="2-9" />\n\n## Another',
    ),
    [
      `22: The lab "small-lab" has no file starter/READM.md.
  Did you mean "starter/README.md"? Quote a file that stands in labs/small-lab/.`,
      `24: labs/small-lab/starter/README.md has 3 lines; there are no lines "2-9".
  Write lines="3-9" or lines="4", within the file.`,
    ],
  ],
  [
    'an import is refused',
    replacing('## A heading', "import X from './x.js'\n\n## A heading"),
    [
      `12: The text has an import or an export.
  Take the line away; components of src/components/lesson/ are there without it.`,
    ],
  ],
  [
    'an import shown in a fenced block is not an import',
    replacing('## A heading', "```js\nimport X from './x.js'\n```\n\n## A heading"),
    [],
  ],
  [
    'a first-level heading is refused, the title is one',
    replacing('## Another', '# Another'),
    [
      `22: "# Another" is a first-level heading; the page has one already, its title.
  Begin with "##".`,
    ],
  ],
  [
    'a heading that skips a level is refused',
    replacing('## Another', '#### Another'),
    [
      `22: The heading "Another" is of level 4 below one of level 2.
  Write it with ###, so that no level is skipped.`,
    ],
  ],
  [
    'two headings with the same words are refused',
    replacing('## Another', '## A heading'),
    [
      `22: The heading "A heading" stands twice.
  Give each heading its own words, so that links to it stay.`,
    ],
  ],
  [
    'a heading in HTML is refused',
    replacing('## Another', '<h2>Another</h2>'),
    [
      `22: <h2> is written as HTML.
  Write a heading with "##": only those are counted and linked.`,
    ],
  ],
  [
    'a picture says what it shows',
    replacing('## Another', '![](x.png)\n\n<img src="y.png" />\n\n## Another'),
    [
      `22: The image x.png has no text alternative.
  Write what it shows between the square brackets: "![What it shows](…)".`,
      `24: The image <img> has no text alternative.
  Write what it shows between the square brackets: "![What it shows](…)".`,
    ],
  ],
  [
    'a drawing has a title',
    replacing(
      '## Another',
      '<svg viewBox="0 0 1 1"><path d="M0 0" /></svg>\n\n<svg viewBox="0 0 1 1"><title>A dot</title></svg>\n\n## Another',
    ),
    [
      `22: The drawing <svg> has no title.
  Add <title> and <desc> that say what it shows, role="img" and aria-labelledby.`,
    ],
  ],
  [
    'a figure has a caption',
    replacing('<Figure caption="What it shows.">', '<Figure>'),
    [
      `14: <Figure> has no caption.
  Add caption="…": one sentence or two.`,
    ],
  ],
  [
    'a drawing of the lesson says what it shows, in a line and in full',
    replacing(
      '## Another',
      '<Drawing title="A dot" caption="One dot." height="1"><path d="M0 0" /></Drawing>\n\n## Another',
    ),
    [
      `22: <Drawing> has no desc.
  Write title="…" (what it shows), desc="…" (the same in words, complete) and caption="…".`,
    ],
  ],
  [
    'a column of a table has a header',
    replacing('| Name | Value |', '| | Value |'),
    [
      `16: Column 1 of the table has no header.
  Write in its first row what the column holds.`,
    ],
  ],
  [
    'a table in HTML has header cells',
    replacing('## Another', '<table><tbody><tr><td>1</td></tr></tbody></table>\n\n## Another'),
    [
      `22: The <table> has no header cell.
  Write it as a Markdown table, whose first row is the header.`,
    ],
  ],
];

for (const [name, change, expected] of CASES) {
  test(name, (t) => {
    // Links to a heading that a case renames are another rule's business.
    const calm = (text: string): string =>
      applied(change, text.replace(/^Back to .*$/m, 'The end.'));
    assert.deepEqual(
      problemsWith(t, { [LESSON_FILE]: calm }),
      expected.map((problem) => `${LESSON_FILE}:${problem}`),
    );
  });
}

function applied(change: Change, text: string): string {
  if (typeof change === 'function') return change(text);
  return change ?? text;
}
