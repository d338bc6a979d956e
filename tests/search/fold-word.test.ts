import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldWord, hitsOf, markHits, bestPassage, wordsOf } from '#search';

test('British and American spelling become one form', () => {
  for (const [british, american] of [
    ['organise', 'organize'],
    ['anonymisation', 'anonymization'],
    ['analysed', 'analyzed'],
    ['behaviour', 'behavior'],
    ['centre', 'center'],
    ['catalogue', 'catalog'],
    ['defence', 'defense'],
    ['labelled', 'labeled'],
    ['modelling', 'modeling'],
    ['artefacts', 'artifacts'],
    ['programme', 'program'],
  ] as const) {
    assert.equal(foldWord(british), foldWord(american), british);
  }
  assert.equal(foldWord('rolled'), 'rolled');
  assert.equal(foldWord('called'), 'called');
});

test('joined names are found whole and in parts', () => {
  assert.deepEqual(wordsOf('SHA-256 of params.yaml'), [
    'sha256',
    'sha',
    '256',
    'of',
    'paramsyaml',
    'params',
    'yaml',
  ]);
  assert.deepEqual(wordsOf('Éva’s C++'), ['eva', 'cpp']);
});

test('a passage is the paragraph with most of what was asked, its words marked', () => {
  const passage = bestPassage(
    [
      { text: 'A folder has a name.', heading: { id: 'one', text: 'One' } },
      { text: 'Rename the file and watch its folders.', heading: { id: 'two', text: 'Two' } },
      { text: 'Nothing here.' },
    ],
    'renaming a folder',
  );
  assert.equal(passage?.block.heading?.id, 'two');
  assert.deepEqual(passage.parts, [
    { text: 'Rename', hit: true },
    { text: ' the file and watch its ', hit: false },
    { text: 'folders', hit: true },
    { text: '.', hit: false },
  ]);
  assert.equal(bestPassage([{ text: 'Nothing here.' }], 'folder'), undefined);
});

test('synonyms are marked too, and the word that is being typed by its beginning', () => {
  const marked = (text: string, typed: string): string[] =>
    markHits(text, hitsOf(typed))
      .filter(({ hit }) => hit)
      .map((part) => part.text);
  assert.deepEqual(marked('A digest is a name.', 'checksum'), ['digest']);
  assert.deepEqual(marked('Provenance is told.', 'prov'), ['Provenance']);
});
