import { expectSound, openInstrument, press, savedResult } from './instrument.ts';
import { expect, test } from './own-origin.ts';

const COURSE = '/courses/versioning-and-reproducibility/';

test('the instruments of "Versioning and reproducibility" answer to the keyboard alone', async ({
  page,
}) => {
  // One journey through many pages; a busy machine may take its time.
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });

  const toggle = await openInstrument(
    page,
    `${COURSE}the-five-things-that-make-a-model/`,
    'Change one thing',
  );
  await press(toggle, 'button', 'Train');
  await expect(toggle.getByRole('row', { name: /^Run 1/ })).toContainText('same');
  const trained = await savedResult(page, toggle);
  expect(trained).toMatchObject({
    settings: { 'Run 1': 'changed: nothing; foretold to differ: nothing' },
    results: {
      'Run 1': expect.stringMatching(/^md5 [0-9a-f]{32}; AUC 0\.\d{4}; .* differs: nothing$/),
    },
  });
  await press(toggle, 'button', 'All back to January');
  await expect(toggle.getByRole('status')).toHaveText('All five are as in January.');
  await expectSound(page, toggle);

  const hash = await openInstrument(page, `${COURSE}content-addressing/`, 'Hash playground');
  await press(hash, 'button', 'Add a line end');
  await expect(hash.getByRole('status').first()).toContainText('The md5 now begins');
  const hashed = await savedResult(page, hash);
  expect(hashed.results).toMatchObject({ 'size, bytes': 9 });
  await expect(hash.getByText(String(hashed.results['md5']), { exact: true })).toBeVisible();
  await expect(hash.getByText(String(hashed.results['sha256']), { exact: true })).toBeVisible();
  await hash.getByLabel('The same file, as bytes').fill('61 2');
  await expect(hash.getByText('Not pairs of hexadecimal digits yet.')).toBeVisible();
  await hash.getByRole('group').getByRole('radio').first().press('Space');
  await expect(hash.getByRole('status').last()).toContainText(/The name (?:holds|does not hold)\./);
  await expectSound(page, hash);

  const tracer = await openInstrument(page, `${COURSE}data-pointers/`, 'Pointer tracer');
  await press(tracer, 'button', 'git checkout data-v1 -- data/applications.csv.dvc');
  await expect(tracer.getByRole('status')).toContainText('It moved no row of the table.');
  await press(tracer, 'button', 'dvc checkout');
  await expect(tracer.getByRole('status')).toContainText('January is back. 425,929 bytes');
  expect(await savedResult(page, tracer)).toMatchObject({
    settings: { commands: 2 },
    results: { 'the pointer is as at': 'data-v1', 'the file on disk': 'the bytes of data-v1' },
    texts: {
      'commands so far': '$ git checkout data-v1 -- data/applications.csv.dvc\n$ dvc checkout',
    },
  });
  await expectSound(page, tracer);

  const stages = await openInstrument(page, `${COURSE}pipelines-as-locks/`, 'Which stages run?');
  await press(stages, 'checkbox', 'train.l2 from 1.0 to 2.0');
  await press(stages, 'checkbox', 'train');
  await press(stages, 'button', 'dvc repro: ask the first stage');
  await expect(stages.getByRole('status')).toContainText('prepare did not run');
  await press(stages, 'button', 'dvc repro: ask the next stage');
  await expect(stages.getByRole('status')).toContainText('train was stale and has run');
  await press(stages, 'button', 'dvc repro: ask the next stage');
  await expect(stages.getByRole('status')).toContainText('2 of your 3 marks hold.');
  await expect(stages.getByRole('row', { name: 'train' })).toContainText(
    'params: params.yaml, train.l2 modified',
  );
  expect(await savedResult(page, stages)).toMatchObject({
    settings: { changed: 'train.l2 from 1.0 to 2.0', foretold: 'train' },
    results: { prepare: 'up to date', train: 'ran: params: params.yaml, train.l2 modified' },
  });
  await expectSound(page, stages);

  const diff = await openInstrument(
    page,
    `${COURSE}model-package-and-signature/`,
    'Two signatures',
  );
  await press(diff, 'radio', 'an optional region');
  await press(diff, 'radio', 'minor');
  await press(diff, 'button', 'Compare by name');
  await expect(diff.getByRole('status')).toHaveText(
    'It is a minor release: 4.1.0 at least. As you said.',
  );
  const compared = await savedResult(page, diff);
  expect(compared).toMatchObject({
    settings: { 'begun from': 'an optional region', foretold: 'minor' },
    results: { release: 'minor', 'needs at least': '4.1.0' },
  });
  expect(JSON.parse(compared.texts?.['signature.inputs'] ?? '')).toHaveLength(14);
  await diff.getByLabel('signature.outputs, as JSON').fill('[{"type":');
  await expect(diff.getByText('This is not JSON yet')).toBeVisible();
  await expectSound(page, diff);

  const board = await openInstrument(page, `${COURSE}registry-aliases-rollback/`, 'Registry board');
  await press(board, 'button', 'Promote');
  await expect(board.getByRole('status')).toHaveText(/^Refused: a reason is missing/);
  await board.getByLabel('Reason').fill('one week of trial');
  await press(board, 'button', 'Promote');
  await expect(board.getByRole('row', { name: 'version-3' })).toContainText('champion');
  await press(board, 'button', 'Roll back');
  await press(board, 'button', 'Roll back');
  await expect(board.getByRole('status')).toHaveText(
    'Refused: there was no promotion since the last rollback.',
  );
  const governed = await savedResult(page, board);
  expect(governed.results).toMatchObject({ champion: 1 });
  const trail = (governed.texts?.['registry/audit.jsonl'] ?? '').split('\n');
  expect(trail.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
    'promote',
    'rollback',
  ]);
  await expectSound(page, board);

  const verifier = await openInstrument(
    page,
    `${COURSE}provenance-and-attestation/`,
    'Provenance verifier',
  );
  await press(verifier, 'radio', 'Change a weight in model.json');
  await press(verifier, 'radio', '3 Subject');
  await press(verifier, 'button', 'Verify');
  await expect(verifier.getByRole('status')).toHaveText('Refused. As you said.');
  await expect(verifier.getByRole('row', { name: /^3 Subject/ })).toContainText('no');
  expect(await savedResult(page, verifier)).toMatchObject({
    settings: { 'somebody tries': 'Change a weight in model.json' },
    results: { 'says no': 'Subject, these very bytes' },
  });
  await expectSound(page, verifier);
});
