import { expectSound, openInstrument, press, savedResult } from './instrument.ts';
import { expect, test } from './own-origin.ts';

const COURSE = '/courses/data-governance-that-survives-an-audit/';

test('the instruments of "Data governance that survives an audit" answer to the keyboard alone', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });

  const people = await openInstrument(page, `${COURSE}who-owns-this-table/`, 'Contract builder');
  await expect(people.getByText('The standard refuses it.')).toBeVisible();
  await people.getByLabel('apiVersion').fill('v3.1.0');
  await expect(people.getByText('The standard accepts it.')).toBeVisible();
  await press(people, 'button', 'Train and score loan-default.');
  await press(people, 'button', 'ines@harborlight.example');
  await expect(people.getByRole('status')).toContainText('3 of 5 requests are settled');
  expect(await savedResult(page, people)).toMatchObject({
    settings: { apiVersion: 'v3.1.0', 'team.members, role owner': 'ines@harborlight.example' },
    results: {
      'the standard': 'accepts it',
      'the house': expect.stringMatching(/^still empty/),
    },
    texts: {
      'applications.odcs.yaml': await people.getByLabel('The contract as YAML').innerText(),
    },
  });
  await expectSound(page, people);

  const rules = await openInstrument(
    page,
    `${COURSE}the-contract-as-code/`,
    'What must be true of it',
  );
  await press(rules, 'radio', 'with quality rules');
  await press(rules, 'radio', 'many bureau scores are empty');
  await press(rules, 'radio', 'warn, 0');
  await press(rules, 'button', 'Enforce');
  await expect(rules.getByRole('status')).toContainText('It says warn. As you said.');
  expect(await savedResult(page, rules)).toMatchObject({
    settings: { 'the file': 'many bureau scores are empty', foretold: 'warn' },
    results: { 'it says': 'warn', 'rules broken': 1 },
    texts: {
      'applications.odcs.json': await rules.getByLabel('applications.odcs.json').inputValue(),
    },
  });
  await expectSound(page, rules);
  await rules.getByLabel('applications.odcs.json').fill('{"kind": ');
  await expect(rules.getByText('something that is not JSON')).toBeVisible();

  const columns = await openInstrument(
    page,
    `${COURSE}classify-before-you-copy/`,
    'Seventeen columns',
  );
  await expect(columns.getByText('Nowhere yet: application_id has no class')).toBeVisible();
  for (const select of await columns.getByRole('combobox').all())
    await select.selectOption({ index: 2 });
  await expect(columns.getByText('17 of 17 columns are decided.')).toBeVisible();
  await press(columns, 'button', 'Compare with the house');
  await expect(columns.getByRole('status')).toContainText('of 17 as the house has them.');
  const classified = await savedResult(page, columns);
  expect(Object.keys(classified.settings)).toHaveLength(17);
  expect(classified.settings['national_id']).toBe('internal; together with others');
  expect(classified.results).toMatchObject({ 'national_id, by the house': 'restricted; directly' });
  await expectSound(page, columns);

  const anonymity = await openInstrument(
    page,
    `${COURSE}pseudonymise-is-not-anonymise/`,
    'Choose a k',
  );
  await press(anonymity, 'radio', 'fewer than 100');
  await expect(anonymity.getByRole('status')).toContainText('58 rows are left out. As you said.');
  await press(anonymity, 'slider', /No class smaller than/, 'ArrowRight');
  await press(anonymity, 'radio', 'birth year');
  await expect(anonymity.getByRole('status')).toContainText('You said something else.');
  const released = await savedResult(page, anonymity);
  expect(released.settings).toMatchObject({ 'of the birth date': 'birth year' });
  const { 'rows left out': lost, 'rows released': left } = released.results;
  expect(Number(lost) + Number(left)).toBe(3000);
  await expect(anonymity.getByRole('status')).toContainText(
    `${Number(lost).toLocaleString('en')} rows are left out.`,
  );
  await expectSound(page, anonymity);

  const log = await openInstrument(
    page,
    `${COURSE}records-a-regulator-can-read/`,
    'Design the log',
  );
  await expect(log.getByRole('status').first()).toContainText('1 of 7 demands are answered.');
  await press(log, 'checkbox', /^model_version/);
  await expect(log.getByRole('status').first()).toContainText('2 of 7 demands are answered.');
  expect(await savedResult(page, log)).toMatchObject({
    settings: {
      'one line holds': 'ts, model_version, status_code, latency_ms',
      'lines are kept for, days': 90,
    },
    results: {
      'demands answered': '2 of 7',
      'the version of the system': 'answers',
      'the result': 'missing: p, threshold, decision',
    },
  });
  await press(log, 'radio', 'cut lines 3 and 4 off the end');
  await press(log, 'radio', 'nothing is found');
  await press(log, 'button', 'Verify');
  await expect(log.getByRole('status').last()).toContainText('As you said. Nothing is found');
  await expectSound(page, log);
});
