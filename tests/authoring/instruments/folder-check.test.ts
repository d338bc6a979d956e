import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  checkFolder,
  LINES,
  type LineId,
} from '../../../src/components/lesson/folder-check/check-folder.ts';
import { FOLDERS } from '../../../src/components/lesson/folder-check/folders.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('data-governance-that-survives-an-audit', 'the-governance-file');
const caseOf = (id: string) => {
  const one = FOLDERS.find((each) => each.id === id);
  assert.ok(one, id);
  return one;
};
const failing = (id: string): readonly LineId[] => {
  const { folder, facts } = caseOf(id);
  return checkFolder(folder, facts)
    .filter(({ holds }) => !holds)
    .map(({ line }) => line);
};

test('the folder that was signed says what the lesson quotes', () => {
  const { folder, facts } = caseOf('signed');
  const cover = parse(listing(lesson, 'governance/file.yaml')) as {
    version: number;
    data: { md5: string };
    owner: string;
    signed: { on: string };
    look_again: string;
  };
  const risks = parse(listing(lesson, 'governance/risk-register.yaml')) as {
    owner: string;
    look_again: string;
  }[];
  assert.deepEqual([folder.version, folder.data], [cover.version, cover.data.md5]);
  assert.deepEqual(
    folder.owners.map((name) => `${name}@harborlight.example`),
    [cover.owner, ...risks.map(({ owner }) => owner)],
  );
  assert.deepEqual(folder.lookAgain, [cover.look_again, ...risks.map((one) => one.look_again)]);
  assert.equal(facts.today, cover.signed.on);
  for (const { who, auc, rows, defaults } of folder.card)
    assert.ok(
      lesson.includes(`| ${who} | ${rows?.toLocaleString('en')} | ${defaults} | ${auc} |`),
      who,
    );
});

test('each of the other folders fails the lines that its story is about, and no other', () => {
  assert.deepEqual(failing('signed'), []);
  assert.deepEqual(failing('copied'), ['version', 'data', 'numbers']);
  assert.deepEqual(failing('polished'), ['numbers', 'company']);
  assert.deepEqual(failing('later'), ['owners', 'dates']);
});

test('every line of the checklist is asked once, and says what was compared', () => {
  for (const { folder, facts } of FOLDERS) {
    const findings = checkFolder(folder, facts);
    assert.deepEqual(
      findings.map(({ line }) => line),
      LINES.map(({ id }) => id),
    );
  }
  const said = ({ folder, facts }: (typeof FOLDERS)[number]) =>
    checkFolder(folder, facts).map(({ because }) => because);
  assert.equal(said(caseOf('polished'))[2], 'SE: the card says 0.79, it is 0.7770.');
  assert.equal(
    said(caseOf('later'))[5],
    'Today is 2026-12-01; 2026-05-07, 2026-07-07, 2026-10-07 have passed.',
  );
  assert.equal(said(caseOf('copied'))[1], 'The cover says 9f356cb8…, the pointer d85e8976…');
});
