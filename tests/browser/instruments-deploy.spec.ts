import { expectSound, openInstrument, press } from './instrument.ts';
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
  const saved = page.waitForEvent('download');
  await press(release, 'button', 'Save as JSON');
  expect((await saved).suggestedFilename()).toBe('deployment-simulator.json');
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
  await expectSound(page, map);

  const gate = await openInstrument(page, `${COURSE}gates-that-say-no/`, 'Gate tuner');
  await press(gate, 'slider', 'AUC that may be lost', 'End');
  await press(gate, 'radio', 'AUC is NaN');
  await press(gate, 'radio', 'fail');
  await expect(gate.getByRole('status')).toContainText(
    'The gate says fail; exit code 1. As you said.',
  );
  await expect(gate.getByText('0.0600', { exact: true })).toBeVisible();
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
  // What a screen reader is given of a chart: its name, its key, a summary in words, and its numbers as a table.
  await expect(burn.getByRole('figure').first()).toMatchAriaSnapshot(`
    - figure:
      - img /windows of 1× over 3 d/
      - list:
        - listitem: over 6 h
        - listitem: over 3 d
      - paragraph: /\\d/
      - group: The numbers as a table
  `);
  await expectSound(page, burn);

  const incident = await openInstrument(page, `${COURSE}the-bad-tuesday/`, 'Incident replay');
  await press(incident, 'radio', 'as a page');
  await press(incident, 'button', 'Ask whether it is the campaign, five minutes');
  await expect(incident.getByRole('status')).toContainText('10:20.');
  await press(incident, 'button', 'Go back to version 3, four minutes');
  await expect(incident.getByRole('status')).toContainText('394 of them wrongly');
  await press(incident, 'checkbox', 'the approvals that version 4 gave');
  await press(incident, 'button', 'Check the list');
  await expect(incident.getByText('It stays.').first()).toBeVisible();
  await expectSound(page, incident);
});
