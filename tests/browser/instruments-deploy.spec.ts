import { expectSound, openInstrument, press, savedResult } from './instrument.ts';
import { expect, test } from './own-origin.ts';

const COURSE = '/courses/deploy-test-monitor/';

test('the instruments of "Deploy, test, monitor" answer to the keyboard alone', async ({
  page,
}) => {
  // One journey through many pages; a busy machine may take its time.
  test.slow();
  // High contrast without transparency: what a chart says must not hang on a colour of ours.
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });

  const picker = await openInstrument(page, `${COURSE}batch-online-stream-edge/`, 'Pattern picker');
  await press(picker, 'radio', 'the limit on the first screen of the app, within 50 ms');
  await press(picker, 'radio', 'online');
  for (const question of [/^1\./, /^2\./, /^3\./]) {
    await press(picker.getByRole('group', { name: question }), 'radio', 'yes');
  }
  await expect(picker.getByRole('status')).toHaveText(
    'The questions lead to batch and look-up. Your guess was another.',
  );
  await expect(picker.getByRole('row', { name: /^online/ })).toContainText('115.20');
  expect(await savedResult(page, picker)).toMatchObject({
    settings: { guess: 'online', 'a machine, euros an hour': 0.08 },
    results: {
      'the questions lead to': 'batch and look-up',
      online: '115.20 euros a month; it would do',
      batch: expect.stringContaining('somebody waits, and a batch answers nobody'),
    },
  });
  await expectSound(page, picker);

  const requests = await openInstrument(
    page,
    `${COURSE}a-protocol-not-a-pet-api/`,
    'Request console',
  );
  await press(requests, 'radio', 'two promised, one sent');
  await press(requests, 'radio', '400');
  await press(requests, 'button', 'Send');
  await expect(requests.getByRole('status')).toHaveText('400, as you said.');
  await expect(requests.getByLabel('The response’s body')).toContainText(
    'features: shape [2, 13] needs 26 numbers, got 13',
  );
  const sent = await savedResult(page, requests);
  expect(sent).toMatchObject({
    settings: { 'the model': 'loaded', foretold: '400' },
    results: { status: 400 },
  });
  expect(sent.texts?.['request body']).toBe(
    await requests.getByLabel('Body', { exact: true }).inputValue(),
  );
  expect(JSON.parse(sent.texts?.['response body'] ?? '')).toHaveProperty('error');
  await requests.getByLabel('Address').fill('/v2/models/loan-default/versions/2/infer');
  await expectSound(page, requests);

  const review = await openInstrument(
    page,
    `${COURSE}containers-and-manifests-that-pass-review/`,
    'Manifest review',
  );
  await review.getByLabel('How many findings do you expect?').fill('8');
  await press(review, 'button', 'Review');
  await expect(review.getByRole('status')).toHaveText('8 findings. As many as you expected.');
  await press(review, 'radio', 'deploy/deployment.yaml');
  await review.getByLabel('How many findings do you expect?').fill('3');
  await press(review, 'button', 'Review');
  await expect(review.getByRole('status')).toHaveText('14 findings. You expected 3.');
  const found = await savedResult(page, review);
  expect(found.results).toMatchObject({ findings: 14, 'at first': 14 });
  expect(Object.keys(found.results)).toHaveLength(16);
  expect(found.texts).toEqual({
    'deploy/deployment.yaml': await review.getByLabel('deploy/deployment.yaml').last().inputValue(),
  });
  await expectSound(page, review);
  await press(review, 'button', 'As it was repaired');
  await press(review, 'button', 'Review');
  await expect(review.getByRole('status')).toHaveText('It passes review. It had 14 at first.');

  const release = await openInstrument(
    page,
    `${COURSE}canary-blue-green-shadow/`,
    'Deployment simulator',
  );
  await press(release, 'radio', 'canary');
  await press(release, 'radio', 'Harborlight’s rules');
  await press(release, 'radio', 'approves 62 % instead of 78 %, silently');
  await press(release, 'slider', 'The fault begins in minute', 'Home');
  await press(release, 'radio', 'up to 20');
  await press(release, 'button', 'Play it through');
  await expect(release.getByRole('status')).toHaveText(
    '14.4 people were reached. It is aborted at minute 9, at 5 %, by decision-shift. As you said.',
  );
  await expect(release.getByRole('row', { name: /^shadow/ })).toContainText('0.0');
  expect(await savedResult(page, release)).toMatchObject({
    settings: { strategy: 'canary', 'fault begins, minute': 0, 'stopped by': 'rules' },
    results: { outcome: 'aborted', minute: 9, 'weight, %': 5, 'people reached': 14.4 },
  });
  await release.getByLabel('Steps').fill('half of it');
  await expect(release.getByText(/^Found “half of it”, which is no step/)).toBeVisible();
  await expectSound(page, release);

  const map = await openInstrument(
    page,
    `${COURSE}tests-for-data-model-infrastructure/`,
    'Test map',
  );
  await press(map, 'radio', 'watching');
  await map.getByLabel('Points of W3').selectOption('by a machine');
  await map.getByLabel('Moment of W3').selectOption('release');
  await press(map, 'button', 'Compare with Harborlight’s map');
  await expect(map.getByRole('status')).toContainText('1 of 1 placed agree');
  await expect(map.getByRole('status')).toContainText('The score is 3.0');
  const scored = await savedResult(page, map);
  expect(scored.results['score']).toBe(3);
  expect(Object.keys(scored.settings)).toHaveLength(28);
  expect(Object.entries(scored.settings).filter(([name]) => name.startsWith('W3 '))).toEqual([
    [expect.any(String), 'by a machine; release'],
  ]);
  await expectSound(page, map);

  const gate = await openInstrument(page, `${COURSE}gates-that-say-no/`, 'Gate tuner');
  await press(gate, 'slider', 'AUC that may be lost', 'End');
  await press(gate, 'radio', 'AUC is NaN');
  await press(gate, 'radio', 'fail');
  await expect(gate.getByRole('status')).toContainText(
    'The gate says fail; exit code 1. As you said.',
  );
  await expect(gate.getByText('0.0600', { exact: true })).toBeVisible();
  const error = (await gate.getByText(/^One standard error/).innerText()).match(/0\.\d+/)?.[0];
  const tuned = await savedResult(page, gate);
  expect(tuned.settings).toMatchObject({ candidate: 'AUC is NaN', 'AUC that may be lost': 0.06 });
  expect(tuned.results['answer']).toBe('fail');
  expect(Number(tuned.results['standard error']).toFixed(3)).toBe(error);
  await expectSound(page, gate);

  const gallery = await openInstrument(
    page,
    `${COURSE}tests-for-data-model-infrastructure/`,
    'Mutant gallery',
  );
  await press(gallery, 'radio', 'Selector and services find the pods.');
  await expect(gallery.getByRole('status')).toContainText('That check passes.');
  await press(gallery, 'radio', /^The readiness probe asks/);
  await expect(gallery.getByRole('status')).toContainText('This one.');
  await press(gallery, 'button', 'Next mutant');
  await expect(gallery.getByText('1 of 1 answered are right.')).toBeVisible();
  expect(await savedResult(page, gallery)).toMatchObject({
    settings: {
      'Asks whether it lives': 'The readiness probe asks the protocol’s question, on an open port.',
    },
    results: { answered: 1, right: 1 },
  });
  await gallery.getByText('The six as a table').focus();
  await page.keyboard.press('Enter');
  await expect(gallery.getByRole('row', { name: /^Asks whether it lives/ })).toContainText(
    'The readiness probe asks',
  );
  await expectSound(page, gallery);

  const drift = await openInstrument(
    page,
    `${COURSE}drift-without-false-alarms/`,
    'Drift simulator',
  );
  await press(drift, 'slider', 'All bureau scores shift by', 'Home');
  await press(drift, 'radio', 'it rings');
  await press(drift, 'button', 'Draw the week');
  await expect(drift.getByRole('status').last()).toContainText('the alert rings. As you said.');
  await press(drift, 'button', 'Draw them');
  await expect(drift.getByText('The alert at 0.10 rings in 43 % of them')).toBeVisible();
  const week = await savedResult(page, drift);
  expect(week.settings).toMatchObject({ seed: 'harborlight-1/sim-1', 'shift, points': -80 });
  await expect(drift.getByRole('status').last()).toContainText(
    `PSI ${Number(week.results['PSI']).toFixed(2)}: the alert rings.`,
  );
  await drift.getByText('The numbers as a table').first().focus();
  await page.keyboard.press('Enter');
  await expect(drift.getByRole('row', { name: /^lowest/ })).toBeVisible();
  await expectSound(page, drift);

  const burn = await openInstrument(page, `${COURSE}slos-for-models/`, 'Burn rate');
  await press(burn, 'radio', '0.7 % fail for three days');
  await press(burn, 'radio', 'nothing');
  await expect(burn.getByRole('status')).toContainText('It is a ticket. You said nothing.');
  await press(burn, 'radio', '1× over 3 d and 6 h');
  await expect(burn.getByRole('img', { name: /windows of 1× over 3 d/ })).toBeVisible();
  expect(await savedResult(page, burn)).toMatchObject({
    settings: { 'calls that fail, share': 0.007, 'for minutes': 4320, objective: 0.995 },
    results: { 'comes to': 'ticket', 'burn rate': 1.4 },
  });
  await expectSound(page, burn);

  const incident = await openInstrument(page, `${COURSE}the-bad-tuesday/`, 'Incident replay');
  await press(incident, 'radio', 'as a page');
  await press(incident, 'button', 'Ask whether it is the campaign, five minutes');
  await expect(incident.getByRole('status')).toContainText('10:20.');
  await press(incident, 'button', 'Go back to version 3, four minutes');
  await expect(incident.getByRole('status')).toContainText('394 of them wrongly');
  const replayed = await savedResult(page, incident);
  expect(replayed.settings['alert came as']).toBe('page');
  expect(replayed.results).toMatchObject({ 'loans too many': 394 });
  await expect(incident.getByRole('status')).toContainText(
    `${String(replayed.results['restored'])}: each answer says version 3.`,
  );
  await press(incident, 'checkbox', 'the approvals that version 4 gave');
  await press(incident, 'button', 'Check the list');
  await expect(incident.getByText('It stays.').first()).toBeVisible();
  await expectSound(page, incident);
});
