import assert from 'node:assert/strict';
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

test('as JSON it reads back the same, and its file is named after the instrument', () => {
  assert.deepEqual(JSON.parse(resultJson(RESULT)), RESULT);
  assert.equal(fileNameOf('Which stages run?', 'json'), 'which-stages-run.json');
  assert.equal(fileNameOf('Deployment simulator', 'md'), 'deployment-simulator.md');
});
