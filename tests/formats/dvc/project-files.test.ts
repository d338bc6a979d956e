import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectState } from '#formats';

const files = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

test('a folder counts by its files, without those of Git and DVC', () => {
  const state = projectState(
    files({
      'build/train.csv': 'a,b\n1,2\n',
      'build/holdout.csv': 'a,b\n3,4\n',
      'build/.dvc/tmp': 'x',
      '.git/HEAD': 'x',
    }),
  );
  const build = { md5: 'ef23c32f645d7c44a982ba988bf3f443.dir', size: 16, nfiles: 2 };
  assert.deepEqual(state.digestOf('build'), build);
  assert.equal(state.digestOf('')?.nfiles, 2);
  assert.equal(state.digestOf('bui'), undefined);
});

test('params come from YAML as DVC reads it; a file that is broken has none', () => {
  const state = projectState(files({ 'params.yaml': 'a: NO\n', 'broken.yaml': 'a: [\n' }));
  assert.deepEqual(state.paramsIn('params.yaml'), { a: 'NO' });
  assert.equal(state.paramsIn('broken.yaml'), undefined);
  assert.equal(state.paramsIn('gone.yaml'), undefined);
});
