import { expectSound, openInstrument, press, savedResult } from './instrument.ts';
import { expect, test } from './own-origin.ts';

const COURSE = '/courses/data-governance-that-survives-an-audit/';

test('the retention cases and the lineage graph answer to the keyboard alone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });

  const cases = await openInstrument(page, `${COURSE}keep-hold-forget/`, 'Keep, strip or remove?');
  // A slider's output is a status too.
  const said = cases.locator('.ins-said');
  const decided = cases.locator('[aria-live] > p');
  await press(cases, 'radio', 'It stays as it is.');
  await press(cases, 'button', 'Answer');
  await expect(said).toContainText('Not this. It is removed.');
  await press(cases, 'radio', 'It is removed.');
  await press(cases, 'button', 'Answer');
  await expect(said).toContainText('Right.');
  await press(cases, 'checkbox', 'It is on hold');
  await expect(decided).toHaveText('Nothing changes anywhere, and the request is refused for now.');
  await press(cases, 'button', 'Next case');
  await press(cases, 'button', 'Next case');
  await press(cases, 'radio', 'It stays, and what names her is taken out of it.');
  await press(cases, 'button', 'Answer');
  await cases.getByRole('slider').fill('185');
  await expect(decided).toHaveText('It is removed.');
  await cases.getByText('The six as a table').press('Enter');
  await expect(cases.getByRole('row', { name: /40 days old/ })).toContainText(
    'Does a duty to keep still run? 40 of at least 184 days',
  );
  expect(await savedResult(page, cases)).toMatchObject({
    settings: { 'Her row in the raw table': 'It is removed.' },
    results: { answered: 2, right: 2 },
  });
  await expectSound(page, cases);

  const graph = await openInstrument(page, `${COURSE}lineage-you-can-query/`, 'Walk the lineage');
  await press(graph, 'checkbox', 'silver/applications');
  await press(graph, 'button', 'One step');
  await expect(graph.getByRole('status')).toHaveText(
    '2 data sets downstream of bronze/applications after 1 of 3 steps.',
  );
  await press(graph, 'button', 'Walk to the end');
  await expect(graph.getByRole('status')).toContainText('8 data sets downstream');
  await expect(graph.getByRole('status')).toContainText('4 of your 11 marks hold.');
  await press(graph, 'checkbox', /only runs after/);
  await press(graph, 'checkbox', /only where amount_eur/);
  await press(graph, 'checkbox', /as a filter/);
  await press(graph, 'button', 'Walk to the end');
  await expect(graph.getByRole('status')).toContainText('5 data sets downstream');
  await graph.getByText('The walk as a table').press('Enter');
  await expect(graph.getByRole('row', { name: 'marts/marketing_leads' })).toContainText(
    'a filter used the amount, and indirect edges are left out',
  );
  const walked = await savedResult(page, graph);
  expect(walked).toMatchObject({
    settings: {
      runs: 'only after the file came',
      columns: 'amount_eur',
      foretold: 'silver/applications',
    },
    results: {
      'marts/marketing_leads':
        'not touched: a filter used the amount, and indirect edges are left out',
    },
  });
  const touched = Object.values(walked.results).filter((how) => /^touched/.test(String(how)));
  expect(touched).toHaveLength(5);
  await expectSound(page, graph);

  const folder = await openInstrument(page, `${COURSE}the-governance-file/`, 'Folder check');
  await press(folder, 'radio', 'Version 4, with the folder copied over');
  for (const line of [/has its rows and defaults/, /^Each owner/, /^No day/])
    await press(folder, 'checkbox', line);
  await press(folder, 'button', 'Run the check in CI');
  await expect(folder.getByRole('status')).toContainText('agree on 6 of 6 lines.');
  await expect(folder.getByRole('row', { name: /^The cover names/ })).toContainText(
    'The cover says 3, the tag 4.',
  );
  expect(await savedResult(page, folder)).toMatchObject({
    settings: {
      folder: 'Version 4, with the folder copied over',
      'Each owner still works here': 'ticked',
    },
    results: {
      'lines agreed on': '6 of 6',
      'The cover names the version of the tag': 'does not hold: The cover says 3, the tag 4.',
    },
  });
  await expectSound(page, folder);
});
