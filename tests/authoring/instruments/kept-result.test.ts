import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import {
  fileNameOf,
  resultJson,
  resultMarkdown,
  type KeptResult,
} from '../../../src/components/lesson/instrument/kept-result.ts';

const RESULT: KeptResult = {
  instrument: 'Deployment simulator',
  lesson: '/courses/deploy-test-monitor/canary-blue-green-shadow/',
  settings: { strategy: 'canary', steps: '5 % for 15 min\n10 % for 15 min' },
  results: { 'people reached': 4.8, 'by a|b': 'x' },
};

test('a result as Markdown is a title and two tables that no value can break', () => {
  assert.equal(
    resultMarkdown(RESULT),
    `# Deployment simulator

From /courses/deploy-test-monitor/canary-blue-green-shadow/.

| Setting | Value |
| --- | --- |
| strategy | canary |
| steps | 5 % for 15 min; 10 % for 15 min |

| Result | Value |
| --- | --- |
| people reached | 4.8 |
| by a\\|b | x |

`,
  );
});

test('a text stands in Markdown as it is, in a block that nothing in it ends', () => {
  const texts = { 'notes.md': '```sh\nls\n```\n', 'a log': '{"a":1}' };
  assert.equal(
    resultMarkdown({ ...RESULT, texts }).split('| x |\n')[1],
    `
## notes.md

\`\`\`\`
\`\`\`sh
ls
\`\`\`
\`\`\`\`

## a log

\`\`\`
{"a":1}
\`\`\`

`,
  );
});

test('each instrument saves what came of it', () => {
  const folders = globSync('src/components/lesson/*/island.ts').map(dirname);
  assert.ok(folders.length >= 25, `${folders.length} instruments`);
  const saving = globSync('src/components/lesson/*/*.tsx')
    .filter((file) => readFileSync(file, 'utf8').includes('<Keep'))
    .map(dirname);
  assert.deepEqual(
    folders.filter((folder) => !saving.includes(folder)),
    [],
  );
});

test('as JSON it reads back the same, and its file is named after the instrument', () => {
  assert.deepEqual(JSON.parse(resultJson(RESULT)), RESULT);
  assert.equal(fileNameOf('Which stages run?', 'json'), 'which-stages-run.json');
  assert.equal(fileNameOf('Deployment simulator', 'md'), 'deployment-simulator.md');
});
